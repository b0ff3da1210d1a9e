// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/simulate_policies.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/policy_replay.h"
#include "demandcast/pipeline/replay_input.h"
#include "demandcast/pipeline/simulation_files.h"

namespace demandcast {
namespace {

void validate(const SimulateConfig& config, const ModelRegistry& registry) {
  RunConfig run = config.run;
  if (run.horizon == 0) run.horizon = 1;  // the items will tell
  validate(run, Needs::kModels, registry);
  named_policies(config.policies);
  if (config.leave < 0) throw ConfigError("--leave is a number of periods of at least 0");
  check_output_folder(run);
  if (run.cutoff == CutoffMode::kPerSeries) {
    throw ConfigError("--cutoff per-series: a replay goes by the calendar, all series period by period");
  }
  if (config.items.path.empty() && config.items.defaults.empty()) {
    throw ConfigError(
        "no economics given: name a table with --items, or give all series the same with --default, for "
        "example --default holding_cost=0.1 --default lost_sale_cost=2 --default lead_time=2");
  }
}

/// What each policy saves against "cover" under the same model.
void compare(std::vector<PolicyResult>& results) {
  for (PolicyResult& result : results) {
    const auto cover = std::find_if(results.begin(), results.end(), [&](const PolicyResult& other) {
      return other.model == result.model && other.policy == "cover";
    });
    double sum = 0, squares = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < result.series.size(); ++i) {
      if (result.series[i].periods == 0) continue;
      const double saved = cover->series_money[i].cost() - result.series_money[i].cost();
      sum += saved;
      squares += saved * saved;
      ++count;
    }
    result.saves = sum;
    const auto n = static_cast<double>(count);
    result.saves_error = count > 1 ? std::sqrt(std::max(0.0, squares - sum * sum / n) * n / (n - 1)) : 0;
  }
}

/// Throws when the panel does not reach back as far as the replay, or no period would count.
void check_periods(const SimulateConfig& config, const Panel& panel, const ItemCatalogue& catalogue) {
  const Period origin = panel.last_period() - config.leave - config.periods;
  std::size_t sold = 0;
  int shortest = catalogue.items.front().lead_time.longest();
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    if (panel.first_period(i) <= origin) ++sold;
    shortest = std::min(shortest, catalogue.items[i].lead_time.longest());
  }
  if (sold == 0) {
    throw DataError(
        fmt::format("no series has demand before the {} periods to replay; replay fewer (--periods)", config.periods));
  }
  if (shortest >= config.periods) {
    throw ConfigError(
        fmt::format("the shortest lead time is {} periods: none of the {} replayed could be reached by an "
                    "order; replay more (--periods)",
                    shortest, config.periods));
  }
}

}  // namespace

ReplayInput read_replay_input(const SimulateConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, registry);
  LoadedData data = load_data(config.run, context);
  const PanelView view = newest_view(data.panel, CutoffMode::kCalendar);
  ItemCatalogue catalogue = read_items(config.items, item_series(view, data.panel.ids()));
  check_periods(config, data.panel, catalogue);
  RunConfig run = config_for_items(config.run, catalogue, data.panel.ids());
  return {std::move(data), std::move(catalogue), std::move(run)};
}

std::vector<std::string> replay_notes(const SimulateConfig& config, const ItemCatalogue& catalogue) {
  std::vector<std::string> notes;
  if (catalogue.states_stock) {
    notes.push_back("on_hand and on_order of the items are those of today and are not used: the replay starts earlier");
  }
  if (!catalogue.unused_columns.empty()) {
    notes.push_back(fmt::format("columns of {} that are not used: {}", config.items.path,
                                fmt::join(catalogue.unused_columns, ", ")));
  }
  return notes;
}

SimulatePlan plan_simulation(const SimulateConfig& config, const ModelRegistry& registry, const RunContext& context) {
  const ReplayInput input = read_replay_input(config, registry, context);
  const Panel& panel = input.data.panel;
  SimulatePlan plan;
  plan.series = panel.series_count();
  plan.first = panel.frequency().format(panel.last_period() - config.leave - config.periods + 1);
  plan.last = panel.frequency().format(panel.last_period() - config.leave);
  plan.periods = config.periods;
  plan.horizon = input.run.horizon;
  plan.models = config.run.models;
  for (const NamedPolicy& policy : named_policies(config.policies)) plan.policies.push_back(policy.label);
  plan.notes = replay_notes(config, input.catalogue);
  plan.output = config.run.output;
  return plan;
}

SimulateResult simulate_policies(const SimulateConfig& config, const ModelRegistry& registry,
                                 const RunContext& context) {
  auto [data, catalogue, run] = read_replay_input(config, registry, context);
  PolicyReplay replay(config, run, data.panel, catalogue, registry, context);
  replay.run();
  SimulateResult result;
  replay.fill(result);
  compare(result.results);
  result.currency = catalogue.currency;
  result.frequency = data.panel.frequency();
  result.horizon = run.horizon;
  result.ids = data.panel.ids();
  result.report = std::move(data.report);
  for (std::string& note : replay_notes(config, catalogue)) result.notes.push_back(std::move(note));
  if (!run.output.empty()) result.files = write_simulation(run.output, result, run.command_line);
  return result;
}

}  // namespace demandcast
