// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/check.h"

#include "demandcast/models/builtin_models.h"

namespace demandcast {

CheckResult run_check(const RunConfig& config, const RunContext& context) {
  validate(config, Needs::kData, builtin_models());
  context.progress->start("reading " + config.data.path, 0);
  ReadResult read = read_panel(config.data);
  context.progress->finish();
  CheckResult result;
  result.report = std::move(read.report);
  if (!read.panel) return result;
  result.frequency = read.panel->frequency();
  result.profile = profile_panel(*read.panel, config.season > 0 ? config.season : result.frequency.default_season());
  return result;
}

}  // namespace demandcast
