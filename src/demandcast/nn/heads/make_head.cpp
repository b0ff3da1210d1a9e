// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/make_head.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/nn/heads/negative_binomial_head.h"
#include "demandcast/nn/heads/point_head.h"
#include "demandcast/nn/heads/quantile_head.h"
#include "demandcast/nn/heads/spline_head.h"
#include "demandcast/nn/heads/student_t_head.h"

namespace demandcast::nn {

std::unique_ptr<Head> make_head(std::string_view name, const std::vector<double>& levels) {
  if (name == "quantiles") return std::make_unique<QuantileHead>(levels);
  if (name == "spline") return std::make_unique<SplineHead>(levels);
  if (name == "point") return std::make_unique<PointHead>();
  if (name == "student_t") return std::make_unique<StudentTHead>();
  if (name == "negative_binomial") return std::make_unique<NegativeBinomialHead>();
  throw ConfigError(fmt::format("\"{}\" is no head of a network", name));
}

}  // namespace demandcast::nn
