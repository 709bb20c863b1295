"""Where hostile tables point to: a secret, a place, an address and a point."""

import shapely

SECRET = "/etc/passwd"


# A place in a zone.
LON, LAT = 36.8059, 35.8645


# Where nobody listens; a test may put its own listener in the place of the port.
ADDRESS = "http://127.0.0.1:9"


POINT = shapely.to_wkb(shapely.Point(LON, LAT))
