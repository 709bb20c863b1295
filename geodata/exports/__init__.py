"""What is exported of the map, and the formats that hold shapes."""
