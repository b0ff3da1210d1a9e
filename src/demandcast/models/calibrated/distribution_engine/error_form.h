// How the errors of different series are made comparable, and laid upon a forecast again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace demandcast {

/// error(y, f, level) and its inverse in y. `level` is the series' mean demand over as many periods as y sums, above 0.
///   kScaled  (y - f) / level
///   kRatio   (y - f) / max(f, level / 10)     the bound keeps forecasts near zero from making errors without end
///   kLog1p   log(1 + y) - log(1 + f)          for counts
enum class ErrorForm { kScaled, kRatio, kLog1p };

/// "scaled", "ratio" or "log1p".
ErrorForm error_form(std::string_view name);

double error_of(ErrorForm form, double y, double forecast, double level);
double demand_of(ErrorForm form, double error, double forecast, double level);

}  // namespace demandcast
