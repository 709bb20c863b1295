"""A rectangle of the sheet, and the piece of the world that is seen through it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.projection import project, to_degrees, to_metres

# What is smaller than this on paper, in mm, is not drawn.
_DETAIL = 0.03


@dataclass(frozen=True)
class Frame:
    """A map's place on the sheet and in the world.

    Attributes
    ----------
    left, bottom, width, height : float
        Where it stands on the sheet, in mm from the lower left corner.
    west, south : float
        Its lower left corner in the world, in metres.
    scale : float
        Metres to a mm of the sheet.
    """

    left: float
    bottom: float
    width: float
    height: float
    west: float
    south: float
    scale: float

    @property
    def box(self) -> BaseGeometry:
        """Its rectangle on the sheet, in mm."""
        return shapely.box(
            self.left, self.bottom, self.left + self.width, self.bottom + self.height
        )

    @property
    def extent(self) -> BaseGeometry:
        """The piece of the world seen, in longitude and latitude."""
        east, north = self.west + self.width * self.scale, self.south + self.height * self.scale
        ring = shapely.segmentize(shapely.box(self.west, self.south, east, north), 10_000)
        return to_degrees(ring)

    def project(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return points in longitude and latitude as an array of x and y on the sheet, in mm."""
        east, north = project(np.asarray(lon, float), np.asarray(lat, float))
        return np.column_stack(self._to_sheet(np.atleast_1d(east), np.atleast_1d(north)))

    def place(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what is seen of a longitude-latitude geometry, on the sheet, in mm."""

        def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return np.column_stack(self._to_sheet(points[:, 0], points[:, 1]))

        whole = shapely.make_valid(shapely.transform(to_metres(geometry), move))
        return shapely.simplify(whole & self.box, _DETAIL)

    def _to_sheet(
        self, east: npt.NDArray[np.float64], north: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        return (
            self.left + (east - self.west) / self.scale,
            self.bottom + (north - self.south) / self.scale,
        )

    @property
    def centre(self) -> tuple[float, float]:
        """The longitude and latitude of its middle."""
        point = to_degrees(
            shapely.Point(
                self.west + self.width * self.scale / 2, self.south + self.height * self.scale / 2
            )
        )
        return point.x, point.y

    def measure_bar(self, km: float) -> float:
        """Return how long so many kilometres on the ground are in the frame's middle, in mm.

        They are measured on the ellipsoid, from west to east.
        """
        lon, lat = self.centre
        ellipsoid = pyproj.Geod(ellps="WGS84")
        far_lon, far_lat, _ = ellipsoid.fwd(lon, lat, 90, km * 1000)
        start, end = self.project([lon, far_lon], [lat, far_lat])
        return float(np.hypot(*(end - start)))

    def find_north(self) -> tuple[float, float]:
        """Return the direction of true north in the frame's middle, as x and y of length 1."""
        lon, lat = self.centre
        start, end = self.project([lon, lon], [lat, lat + 0.01])
        x, y = (end - start) / np.hypot(*(end - start))
        return float(x), float(y)


def fit_frame(
    shapes: list[BaseGeometry],
    box: tuple[float, float, float, float],
    margin: float,
    bias: float = 0.5,
) -> Frame:
    """Return a frame in which shapes are seen as large as can be.

    Parameters
    ----------
    shapes
        What must be seen, in longitude and latitude.
    box
        The frame's place on the sheet: left, bottom, width and height in mm.
    margin
        How much is left free on every side, in mm.
    bias
        The share of the room to spare that is left on the western side.
    """
    left, bottom, width, height = box
    west, south, east, north = shapely.total_bounds([to_metres(shape) for shape in shapes])
    scale = max((east - west) / (width - 2 * margin), (north - south) / (height - 2 * margin))
    spare_x, spare_y = width * scale - (east - west), height * scale - (north - south)
    edge = margin * scale
    return Frame(
        left, bottom, width, height,
        west=float(west - edge - (spare_x - 2 * edge) * bias),
        south=float(south - spare_y / 2),
        scale=float(scale),
    )  # fmt: skip
