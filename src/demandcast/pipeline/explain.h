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
  std::string since;                ///< date of the newest demand of an earlier forecast; empty = none is asked for
  std::string plans_then;           ///< table of id, date and known columns as planned then; empty = as the data say
  std::string model_then;           ///< directory of the model of then; empty = learnt on what was known, or `models`
};

struct ExplainResult {
  ReadReport report;
  ExplanationReport explanations;
  std::vector<std::string> notes;  ///< of the model (Forecaster::notes)
  std::vector<std::string> files;
};

/// Learns the model, or takes a directory that fit wrote, forecasts after the newest period and asks for the
/// explanation of each series; with `since`, why its forecast differs from that of then (forecast_changes), which is
/// the one that a backtest gives at that cutoff. With an output, writes the page. Throws ConfigError for ids that the
/// data do not have, an output that does not end in .html, a `since` that is no date with newer demand behind it and
/// demand of the series before it, and a model that was learnt on later data than it would have known then.
ExplainResult run_explain(const ExplainConfig& config, const ModelRegistry& registry, const RunContext& context);

std::string to_json(const ExplainResult& result);  ///< demandcast.explain/1

}  // namespace demandcast
