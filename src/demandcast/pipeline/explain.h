// explain: what a model says of single series, and why.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/read_panel.h"
#include "demandcast/pipeline/run_config.h"
#include "demandcast/report/explanation_report.h"

namespace demandcast {

struct ExplainConfig {
  RunConfig run;                    ///< one model; output is the page
  std::vector<std::string> series;  ///< ids; empty = the four that sold most over their last season
};

struct ExplainResult {
  ReadReport report;
  ExplanationReport explanations;
  std::vector<std::string> notes;  ///< of the model (Forecaster::notes)
  std::vector<std::string> files;
};

/// Learns the model, or takes a directory that fit wrote, forecasts after the newest period and asks for the
/// explanation of each series. With an output, writes the page. Throws ConfigError for ids that the data do not have
/// and for an output that does not end in .html.
ExplainResult run_explain(const ExplainConfig& config, const ModelRegistry& registry, const RunContext& context);

std::string to_json(const ExplainResult& result);  ///< demandcast.explain/1

}  // namespace demandcast
