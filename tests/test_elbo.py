"""The ELBO's theorems and impl.elbo: the theorems' own formulas beside the code, and the theorems measured in it."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from finite import Reading, assert_equal, equal, log_table, models
from hypothesis import assume, given
from hypothesis import strategies as st
from tables import exact_log, laws, log, mean_log_ratio, weights
from torch.distributions import MultivariateNormal, kl_divergence
