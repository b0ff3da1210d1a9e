// Registers the price elasticity: how it is made around an inner model, and how it is loaded.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/calibrated/past/saved_pools.h"
#include "demandcast/models/patchwork/adjusted/adjusted_forecaster.h"
#include "demandcast/models/patchwork/adjusted/no_factors.h"
#include "demandcast/models/patchwork/price_elasticity/price_elasticity.h"

namespace demandcast {
namespace {

constexpr const char* kName = "price_elasticity";

PriceTerms load_terms(const PriceElasticityOptions& options, const ArtifactReader& reader) {
  const auto& columns = reader.texts("columns");
  PriceTerms terms;
  terms.running = options.reference == "running";
  terms.window = static_cast<std::size_t>(load_positive(reader, "window", kName));
  terms.scales = reader.numbers("scales");
  const bool fit = columns.size() == terms.scales.size() + 1 &&
                   std::ranges::all_of(terms.scales, [](double scale) { return scale > 0 && std::isfinite(scale); });
  if (!fit) throw FormatError("[price_elasticity] the saved columns and scales do not fit; fit the model again");
  terms.price = columns.front();
  terms.promotions.assign(columns.begin() + 1, columns.end());
  if (options.cross != "none") terms.cross = comma_parts(options.cross);
  return terms;
}

std::vector<double> load_season(const ArtifactReader& reader, std::size_t categories) {
  const auto& season = reader.numbers("season");
  const bool fit = season.size() % categories == 0 &&
                   std::ranges::all_of(season, [](double index) { return index > 0 && std::isfinite(index); });
  if (!fit) throw FormatError("[price_elasticity] the saved season does not fit the categories; fit the model again");
  return season;
}

std::unique_ptr<Forecaster> load(const OptionValues& values, const ArtifactReader& reader,
                                 std::unique_ptr<Forecaster> inner) {
  if (auto none = NoFactors::saved(reader)) {
    return std::make_unique<AdjustedForecaster>(kName, std::move(none), std::move(inner));
  }
  const auto options = read_options<PriceElasticityOptions>(kName, values);
  PriceTerms terms = load_terms(options, reader);
  SeriesPools categories = load_pools(reader, kName);
  const std::size_t groups = categories.count(categories.depth());
  PooledEffects pooled(terms.count(), groups, reader.numbers("effects"));
  auto effects = std::make_unique<PriceEffects>(std::move(terms), std::move(categories),
                                                AllowedSigns{options.rising, options.complements}, std::move(pooled),
                                                load_season(reader, groups));
  return std::make_unique<AdjustedForecaster>(kName, std::move(effects), std::move(inner));
}

}  // namespace

void register_price_elasticity(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kName;
  entry.summary =
      "effects of prices and promotions pooled from catalogue to category to series, taken out before any model and "
      "put "
      "back as planned";
  entry.source =
      "Amazon Science 2021, The history of Amazon's forecasting algorithm; Breslow & Clayton 1993 (penalised "
      "quasi-likelihood); Efron & Morris 1973 (shrinkage)";
  entry.wraps = true;
  entry.options = list_options<PriceElasticityOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator> inner) {
    return std::make_unique<PriceElasticityEstimator>(read_options<PriceElasticityOptions>(kName, values),
                                                      std::move(inner));
  };
  entry.load = load;
  registry.add(std::move(entry));
}

}  // namespace demandcast
