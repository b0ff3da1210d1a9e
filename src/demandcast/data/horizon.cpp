// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/horizon.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"

namespace demandcast {

std::vector<double> Horizon::default_levels() { return {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}; }

Horizon Horizon::of(int steps) { return {steps, default_levels(), {}}; }

void Horizon::validate() const {
  if (steps < 1) throw ConfigError(fmt::format("horizon {}: at least 1 period is wanted", steps));
  double last = 0;
  for (const double level : levels) {
    if (!(level > last && level < 1)) {
      throw ConfigError(
          fmt::format("quantile level {}: levels lie in (0, 1) and increase, for example 0.1,0.5,0.9", level));
    }
    last = level;
  }
  for (const Span& span : spans) {
    if (span.lead < 0 || span.length < 1 || span.lead + span.length > steps) {
      throw ConfigError(fmt::format("span {}:{} (lead:length) does not lie within the horizon of {} periods", span.lead,
                                    span.length, steps));
    }
  }
}

std::string level_name(double level) { return fmt::format("{:.10g}", level); }

}  // namespace demandcast
