<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
  <renderer-v2 type="RuleRenderer">
    <rules key="posts">
      {%- for kind, by in post_kinds %}
      <rule key="post-{{ loop.index }}" symbol="{{ loop.index }}" filter="&quot;kind&quot; = '{{ kind }}' AND &quot;by&quot; = '{{ by }}'" label="{{ describe_post_kind(kind, by) }} (background)"/>
      {%- endfor %}
    </rules>
    <symbols>
      {%- for kind, by in post_kinds %}
      <symbol type="marker" name="{{ loop.index }}" alpha="1">
        <layer class="SimpleMarker" enabled="1">
          <Option type="Map">
            <Option type="QString" name="name" value="circle"/>
            <Option type="QString" name="color" value="31,74,90,0"/>
            <Option type="QString" name="size" value="2000"/>
            <Option type="QString" name="size_unit" value="RenderMetersInMapUnits"/>
            <Option type="QString" name="outline_color" value="31,74,90,255"/>
            <Option type="QString" name="outline_style" value="dash"/>
            <Option type="QString" name="outline_width" value="0.15"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option type="Map" name="properties">
                <Option type="Map" name="size">
                  <Option type="bool" name="active" value="true"/>
                  <Option type="QString" name="expression" value="2000 * &quot;precision_km&quot;"/>
                  <Option type="int" name="type" value="3"/>
                </Option>
              </Option>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1">
          <Option type="Map">
            <Option type="QString" name="name" value="{{ {'checkpoint': 'square', 'observation post': 'triangle', 'presence': 'diamond'}[kind] }}"/>
            <Option type="QString" name="color" value="{{ '248,245,238,255' if is_hollow(by) else '31,74,90,255' }}"/>
            <Option type="QString" name="size" value="2"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="31,74,90,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.3"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      {%- endfor %}
    </symbols>
  </renderer-v2>
</qgis>
