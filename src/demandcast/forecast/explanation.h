// What a model can tell about one of its forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demandcast/data/frequency.h"

namespace demandcast {

/// A number of every past period: a trend, a season, a share of attention.
struct Component {
  std::string name;
  std::vector<double> values;  ///< [time] from the series' first period to the origin; NaN where undefined
};

struct Explanation {
  std::string form;                                            ///< "ETS(M,Ad,M)", "SBA"; empty = nothing to tell
  std::vector<std::pair<std::string, double>> parameters;      ///< "alpha" 0.31, "aicc" 812.4
  std::vector<Component> components;                           ///< parts of the history that a model sees
  std::vector<std::pair<std::string, double>> relatives = {};  ///< ids of series it is forecast from, weights that fall
  std::vector<Component> attention =
      {};  ///< where forecasts look, a component per target ("1 ahead"): shares of up to 1
};

}  // namespace demandcast
