<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer">
    <rules key="places">
      <rule key="rank-1" symbol="1" filter="&quot;rank&quot; = 1" label="Capital of a governorate"/>
      <rule key="rank-2" symbol="2" filter="&quot;rank&quot; = 2" label="Larger town" scalemaxdenom="2000000"/>
      <rule key="rank-3" symbol="3" filter="&quot;rank&quot; = 3" label="Town or village" scalemaxdenom="700000"/>
    </rules>
    <symbols>
      <symbol type="marker" name="1" alpha="1">
        <layer class="SimpleMarker" enabled="1">
          <Option type="Map">
            <Option type="QString" name="name" value="circle"/>
            <Option type="QString" name="color" value="43,39,34,255"/>
            <Option type="QString" name="size" value="1.3"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="43,39,34,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.26"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="2" alpha="1">
        <layer class="SimpleMarker" enabled="1">
          <Option type="Map">
            <Option type="QString" name="name" value="circle"/>
            <Option type="QString" name="color" value="248,245,238,255"/>
            <Option type="QString" name="size" value="1.1"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="43,39,34,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.26"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="3" alpha="1">
        <layer class="SimpleMarker" enabled="1">
          <Option type="Map">
            <Option type="QString" name="name" value="circle"/>
            <Option type="QString" name="color" value="248,245,238,255"/>
            <Option type="QString" name="size" value="1.1"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="43,39,34,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.26"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="labels">
      <rule key="label-1" filter="&quot;rank&quot; = 1" description="Capital of a governorate">
        <settings calloutType="simple">
          <text-style fieldName="name" isExpression="0" fontFamily="Source Sans 3" namedStyle="SemiBold" fontWeight="63" fontItalic="0" fontSize="9.4" fontSizeUnit="Point" textColor="43,39,34,255" textOpacity="1">
            <families>
              <family name="Source Sans 3"/>
              <family name="Source Sans Pro"/>
              <family name="Noto Sans"/>
              <family name="DejaVu Sans"/>
            </families>
            <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="252,250,245,255" bufferOpacity="0.88" bufferJoinStyle="128"/>
          </text-style>
          <text-format multilineAlign="3"/>
          <placement placement="6" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR" priority="8" dist="0.8" distUnits="MM" offsetType="1"/>
          <rendering drawLabels="1" obstacle="1" obstacleFactor="1" fontMinPixelSize="3" fontMaxPixelSize="10000" displayAll="0"/>
        </settings>
      </rule>
      <rule key="label-2" filter="&quot;rank&quot; = 2" description="Larger town" scalemaxdenom="2000000">
        <settings calloutType="simple">
          <text-style fieldName="name" isExpression="0" fontFamily="Source Sans 3" namedStyle="Regular" fontWeight="50" fontItalic="0" fontSize="8.6" fontSizeUnit="Point" textColor="43,39,34,255" textOpacity="1">
            <families>
              <family name="Source Sans 3"/>
              <family name="Source Sans Pro"/>
              <family name="Noto Sans"/>
              <family name="DejaVu Sans"/>
            </families>
            <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="252,250,245,255" bufferOpacity="0.88" bufferJoinStyle="128"/>
          </text-style>
          <text-format multilineAlign="3"/>
          <placement placement="6" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR" priority="6" dist="0.8" distUnits="MM" offsetType="1"/>
          <rendering drawLabels="1" obstacle="1" obstacleFactor="1" fontMinPixelSize="3" fontMaxPixelSize="10000" displayAll="0"/>
        </settings>
      </rule>
      <rule key="label-3" filter="&quot;rank&quot; = 3" description="Town or village" scalemaxdenom="700000">
        <settings calloutType="simple">
          <text-style fieldName="name" isExpression="0" fontFamily="Source Sans 3" namedStyle="Regular" fontWeight="50" fontItalic="0" fontSize="8.3" fontSizeUnit="Point" textColor="43,39,34,255" textOpacity="1">
            <families>
              <family name="Source Sans 3"/>
              <family name="Source Sans Pro"/>
              <family name="Noto Sans"/>
              <family name="DejaVu Sans"/>
            </families>
            <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="252,250,245,255" bufferOpacity="0.88" bufferJoinStyle="128"/>
          </text-style>
          <text-format multilineAlign="3"/>
          <placement placement="6" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR" priority="4" dist="0.8" distUnits="MM" offsetType="1"/>
          <rendering drawLabels="1" obstacle="1" obstacleFactor="1" fontMinPixelSize="3" fontMaxPixelSize="10000" displayAll="0"/>
        </settings>
      </rule>
    </rules>
  </labeling>
</qgis>
