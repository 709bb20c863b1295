<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
  <renderer-v2 type="categorizedSymbol" attr="kind">
    <categories>
      <category value="front line" symbol="front line" label="{{ kinds['front line'] }}" render="true"/>
      <category value="assumed" symbol="assumed" label="{{ kinds['assumed'] }}" render="true"/>
      <category value="ceasefire line" symbol="ceasefire line" label="{{ kinds['ceasefire line'] }}" render="true"/>
      <category value="administrative line" symbol="administrative line" label="{{ kinds['administrative line'] }}" render="true"/>
      <category value="international border" symbol="international border" label="{{ kinds['international border'] }}" render="true"/>
    </categories>
    <symbols>
      <symbol type="line" name="front line" alpha="1">
        <layer class="SimpleLine" enabled="1">
          <Option type="Map">
            <Option type="QString" name="line_color" value="74,32,85,217"/>
            <Option type="QString" name="line_width" value="0.42"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="line" name="assumed" alpha="1">
        <layer class="SimpleLine" enabled="1">
          <Option type="Map">
            <Option type="QString" name="line_color" value="74,32,85,217"/>
            <Option type="QString" name="line_width" value="0.42"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="round"/>
            <Option type="QString" name="use_custom_dash" value="1"/>
            <Option type="QString" name="customdash" value="1.59;1.06"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="line" name="ceasefire line" alpha="1">
        <layer class="SimpleLine" enabled="1">
          <Option type="Map">
            <Option type="QString" name="line_color" value="74,32,85,217"/>
            <Option type="QString" name="line_width" value="0.42"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="round"/>
            <Option type="QString" name="use_custom_dash" value="1"/>
            <Option type="QString" name="customdash" value="0.53;0.79"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="line" name="administrative line" alpha="1">
        <layer class="SimpleLine" enabled="1">
          <Option type="Map">
            <Option type="QString" name="line_color" value="74,32,85,217"/>
            <Option type="QString" name="line_width" value="0.42"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="round"/>
            <Option type="QString" name="use_custom_dash" value="1"/>
            <Option type="QString" name="customdash" value="2.38;0.79;0.53;0.79"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="line" name="international border" alpha="1">
        <layer class="SimpleLine" enabled="1">
          <Option type="Map">
            <Option type="QString" name="line_color" value="74,32,85,217"/>
            <Option type="QString" name="line_width" value="0.26"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
</qgis>
