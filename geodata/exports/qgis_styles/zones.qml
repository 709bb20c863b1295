<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="singleSymbol">
    <symbols>
      <symbol type="fill" name="0" alpha="1">
        <layer class="SimpleFill" enabled="1">
          <Option type="Map">
            <Option type="QString" name="color" value="107,58,120,26"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="107,58,120,230"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.26"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option type="Map" name="properties">
                <Option type="Map" name="fillColor">
                  <Option type="bool" name="active" value="true"/>
                  <Option type="QString" name="expression" value="if(attribute($currentfeature, 'ended'), color_rgba(107, 58, 120, 0), @symbol_color)"/>
                  <Option type="int" name="type" value="3"/>
                </Option>
              </Option>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="names">
      <rule key="name" description="name">
        <settings calloutType="simple">
          <text-style fieldName="name" fontFamily="Source Serif 4" namedStyle="SemiBold Italic" fontWeight="63" fontItalic="1" fontSize="10.5" fontSizeUnit="Point" textColor="74,32,85,255" textOpacity="1">
            <families>
              <family name="Source Serif 4"/>
              <family name="Source Serif Pro"/>
              <family name="Georgia"/>
              <family name="Noto Serif"/>
              <family name="DejaVu Serif"/>
            </families>
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="252,250,245,255" bufferOpacity="0.88" bufferJoinStyle="128"/>
          </text-style>
          <placement placement="1" quadOffset="2" xOffset="0" yOffset="0" offsetUnits="MM" priority="10" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" geometryGenerator="if(bounds_width($geometry) &gt; 1, make_point(x(centroid($geometry)), y_max($geometry) - 0.65 * bounds_height($geometry)), make_point(x_max($geometry) + 0.06, y_max($geometry) - 0.3 * bounds_height($geometry)))"/>
          <rendering drawLabels="1" displayAll="1" obstacle="1" obstacleType="0" obstacleFactor="0.4" fontMinPixelSize="3" fontMaxPixelSize="10000"/>
          <dd_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option type="Map" name="properties">
                <Option type="Map" name="OffsetQuad">
                  <Option type="bool" name="active" value="true"/>
                  <Option type="QString" name="expression" value="if(bounds_width($geometry) &gt; 1, 1, 2)"/>
                  <Option type="int" name="type" value="3"/>
                </Option>
              </Option>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </dd_properties>
        </settings>
      </rule>
      <rule key="name_ar" description="name_ar">
        <settings calloutType="simple">
          <text-style fieldName="name_ar" fontFamily="Noto Naskh Arabic" namedStyle="Medium" fontWeight="57" fontItalic="0" fontSize="9.5" fontSizeUnit="Point" textColor="74,32,85,255" textOpacity="1">
            <families>
              <family name="Noto Naskh Arabic"/>
              <family name="Noto Sans Arabic"/>
              <family name="Geeza Pro"/>
              <family name="Arial"/>
            </families>
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="252,250,245,255" bufferOpacity="0.88" bufferJoinStyle="128"/>
          </text-style>
          <placement placement="1" quadOffset="8" xOffset="0" yOffset="-1.3" offsetUnits="MM" priority="10" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" geometryGenerator="if(bounds_width($geometry) &gt; 1, make_point(x(centroid($geometry)), y_max($geometry) - 0.65 * bounds_height($geometry)), make_point(x_max($geometry) + 0.06, y_max($geometry) - 0.3 * bounds_height($geometry)))"/>
          <rendering drawLabels="1" displayAll="1" obstacle="1" obstacleType="0" obstacleFactor="0.4" fontMinPixelSize="3" fontMaxPixelSize="10000"/>
          <dd_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option type="Map" name="properties">
                <Option type="Map" name="OffsetQuad">
                  <Option type="bool" name="active" value="true"/>
                  <Option type="QString" name="expression" value="if(bounds_width($geometry) &gt; 1, 7, 8)"/>
                  <Option type="int" name="type" value="3"/>
                </Option>
              </Option>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </dd_properties>
        </settings>
      </rule>
    </rules>
  </labeling>
</qgis>
