"""The room that invents a whole agency to train with: real shapes, real jobs, nobody real."""

from mentoring.demo.city import DemoFiles, Progress, write_city
from mentoring.demo.letterhead import letterhead
from mentoring.demo.size import SIZES, Size

__all__ = ["SIZES", "DemoFiles", "Progress", "Size", "letterhead", "write_city"]
