"""What ``python -m geodata check`` holds against the atlas, beyond what loading refuses."""

from geodata.checks.atlas import check, count_right_side, mean_uncertainty_km

__all__ = ["check", "count_right_side", "mean_uncertainty_km"]
