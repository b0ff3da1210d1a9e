// simulate: policies and models in money, on the demand that really came, with forecasts as of each period.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/buying/read_items.h"
#include "demandcast/buying/simulated_totals.h"
#include "demandcast/pipeline/load_data.h"

namespace demandcast {

struct SimulateConfig {
  RunConfig run;  ///< models; refit_every counts periods, 0 = learnt once, before the first period
  ItemSource items;
  /// Rules, or directories of learned policies, named as in "learned=policy/"; "cover" is always there, as the
  /// reference.
  std::vector<std::string> policies{"newsvendor", "base_stock"};
  int periods = 26;  ///< replayed, the newest ones
  int leave = 0;     ///< but for the newest of all, that are left out
  int paths = 500;   ///< sample paths for each series and period
};

/// One policy under one model.
struct PolicyResult {
  std::string model, policy;
  SimulatedTotals totals;                    ///< of all series
  SimulatedMoney money;                      ///< of all series
  std::vector<SimulatedTotals> series;       ///< [series]; no periods where a series was not sold in the time
  std::vector<SimulatedMoney> series_money;  ///< [series]
  std::vector<SimulatedMoney> period_money;  ///< [period], all series that count in it
  double saves = 0;                          ///< cost less than that of "cover" under the same model
  double saves_error = 0;  ///< its standard error over series, which does not know that series share their dates
};

/// One series under one policy and model, period by period, in units. NaN before the first period that counts.
struct SeriesCourse {
  std::size_t series = 0;
  std::vector<double> demand, ordered, held, missed;  ///< [period]; held and missed at its end
};

struct SimulateResult {
  ReadReport report;
  std::string currency;
  Frequency frequency;
  int horizon = 0;
  std::vector<std::string> ids;
  std::vector<Period> periods;        ///< replayed
  std::size_t counted = 0;            ///< pairs of series and period that count
  std::size_t drawn_censored = 0;     ///< of them, demand drawn from the forecast, at least what was sold
  std::size_t drawn_missing = 0;      ///< of them, demand drawn from the forecast
  std::vector<PolicyResult> results;  ///< [model, policy]
  std::vector<SeriesCourse> courses;  ///< of the dearest series, under the policy that costs least, the dearest first
  std::vector<std::string> notes, files;
};

/// What a run would do: data and items are read and checked, nothing is learnt.
struct SimulatePlan {
  std::size_t series = 0;
  std::string first, last;  ///< dates of the periods replayed
  int periods = 0, horizon = 0;
  std::vector<std::string> models, policies, notes;
  std::string output;
};

/// Throws ConfigError and DataError with every mistake that shows before the work.
SimulatePlan plan_simulation(const SimulateConfig& config, const ModelRegistry& registry, const RunContext& context);

/// Replays the newest periods. In each, every model forecasts what was known before it, every policy orders from its
/// own stock, and the same demand comes: what was sold where the shelf was full, else a draw from the first model's
/// forecast, not below what was sold. Every series starts with the critical quantile of demand over lead time and
/// review period; its periods count from the first that an order could reach. Lead times are drawn, the same for every
/// policy. The same at any number of threads. With an output folder writes report.html, policies.csv, series.parquet,
/// periods.csv and simulation.json. Throws ConfigError and DataError with every mistake that shows before the work.
SimulateResult simulate_policies(const SimulateConfig& config, const ModelRegistry& registry,
                                 const RunContext& context);

std::string to_json(const SimulatePlan& plan);      ///< demandcast.simulation_plan/1
std::string to_json(const SimulateResult& result);  ///< demandcast.simulation/1

}  // namespace demandcast
