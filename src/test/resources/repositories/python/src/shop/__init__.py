from .order import Order as Order
from .util import *
