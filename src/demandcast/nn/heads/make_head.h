// Heads by the names that options give them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "demandcast/nn/heads/head.h"

namespace demandcast::nn {

/// "quantiles", "spline", "point", "student_t" or "negative_binomial"; `levels` are those of the first two.
std::unique_ptr<Head> make_head(std::string_view name, const std::vector<double>& levels);

}  // namespace demandcast::nn
