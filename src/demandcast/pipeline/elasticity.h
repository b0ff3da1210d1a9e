// elasticity: what prices and promotions do to demand, per series, category and catalogue.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/models/patchwork/price_elasticity/price_elasticity_options.h"
#include "demandcast/pipeline/run_config.h"
#include "demandcast/report/elasticity_report.h"

namespace demandcast {

struct ElasticityConfig {
  RunConfig run;  ///< data and output; options of price_elasticity in model_options
  std::string price = "price";
  std::vector<std::string> promotions;  ///< columns
  std::vector<std::string> categories;  ///< statics
};

struct ElasticityResult {
  ReadReport report;
  ElasticityReport effects;
  std::vector<std::string> files;
};

/// Reads the data whole and learns the effects up to its end, as the wrapper price_elasticity does. With an output, a
/// table: a row per series and column of it, and beside it the page, of the same name with the ending .html. The same
/// at any number of threads. Throws ConfigError for a column that is not there, DataError for prices of zero or below.
ElasticityResult run_elasticity(const ElasticityConfig& config, const RunContext& context);

std::string to_json(const ElasticityResult& result);  ///< demandcast.elasticity/1

}  // namespace demandcast
