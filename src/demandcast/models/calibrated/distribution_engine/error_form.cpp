// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/error_form.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kLeastShareOfLevel = 0.1;

double unit_of(ErrorForm form, double forecast, double level) {
  return form == ErrorForm::kScaled ? level : std::max(forecast, kLeastShareOfLevel * level);
}

}  // namespace

ErrorForm error_form(std::string_view name) {
  if (name == "ratio") return ErrorForm::kRatio;
  return name == "log1p" ? ErrorForm::kLog1p : ErrorForm::kScaled;
}

double error_of(ErrorForm form, double y, double forecast, double level) {
  if (form == ErrorForm::kLog1p) return std::log1p(std::max(y, 0.0)) - std::log1p(forecast);
  return (y - forecast) / unit_of(form, forecast, level);
}

double demand_of(ErrorForm form, double error, double forecast, double level) {
  if (form == ErrorForm::kLog1p) return std::expm1(error + std::log1p(forecast));
  return forecast + error * unit_of(form, forecast, level);
}

}  // namespace demandcast
