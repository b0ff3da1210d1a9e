// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/policy_replay.h"

#include <algorithm>
#include <limits>

#include "demandcast/buying/simulator.h"
#include "demandcast/core/parallel.h"
#include "demandcast/core/random.h"

namespace demandcast {

PolicyReplay::PolicyReplay(const SimulateConfig& config, const RunConfig& run, const Panel& panel,
                           const ItemCatalogue& catalogue, const ModelRegistry& registry, const RunContext& context)
    : config_(config), run_(run), panel_(panel), catalogue_(catalogue), registry_(registry), context_(context) {
  const auto periods = static_cast<std::size_t>(config.periods);
  policies_ = named_policies(config.policies);
  for (NamedPolicy& policy : policies_) policy.bind(PanelView(panel, panel.last_period()));
  models_.resize(run.models.size());
  for (std::size_t book = 0; book < models_.size() * policies_.size(); ++book) {
    books_.emplace_back(policies_[book % policies_.size()], catalogue_.items, periods);
  }
  for (const NamedPolicy& policy : policies_) {
    steps_ = std::max(steps_, path_steps(catalogue, run.horizon, policy.rule));
  }
  started_.assign(panel.series_count(), 0);
  drawn_.assign(panel.series_count(), {});
  demand_.assign(panel.series_count() * periods, std::numeric_limits<float>::quiet_NaN());
  for (const std::string& id : panel.ids()) keys_.push_back(stream_key(id));
}

void PolicyReplay::run() {
  const RunContext quiet = silent();
  context_.progress->start("replay", static_cast<std::size_t>(config_.periods), "periods");
  for (int t = 0; t < config_.periods; ++t) {
    const Period origin = last_period() - config_.periods + t;
    const PanelView view(panel_, origin);
    if (t == 0 || (run_.refit_every > 0 && t % run_.refit_every == 0)) learn(view, quiet);
    std::vector<std::unique_ptr<PathSampler>> samplers;
    for (const AskedModel& model : models_) {
      samplers.push_back(model.forecaster->path_sampler(view, steps_, config_.paths, quiet));
    }
    parallel_for(view.series_count(), quiet, [&](std::size_t i) { replay(i, t, view, samplers); });
    context_.progress->advance(1);
  }
  context_.progress->finish();
}

void PolicyReplay::fill(SimulateResult& result) const {
  for (int t = 0; t < config_.periods; ++t) result.periods.push_back(last_period() - config_.periods + 1 + t);
  for (std::size_t book = 0; book < books_.size(); ++book) {
    result.results.push_back(result_of(books_[book], models_[book / policies_.size()].label));
  }
  result.courses = courses_of(result.results);
  for (const PolicyBook& book : books_) {
    const std::string note = outside_note(book.policy().label, panel_.ids(), book.outside());
    if (!note.empty()) result.notes.push_back(note);
    const std::string& to = book.policy().trained_to;
    if (book.policy().learned && to >= panel_.frequency().format(result.periods.front())) {
      result.notes.push_back(book.policy().label + " was trained on periods up to " + to +
                             ", which are replayed here: its figures flatter it");
    }
  }
  for (const Drawn& drawn : drawn_) {
    result.drawn_censored += drawn.censored;
    result.drawn_missing += drawn.missing;
  }
  result.counted = static_cast<std::size_t>(result.results.front().totals.periods);
}

RunContext PolicyReplay::silent() const {
  RunContext context = context_;
  context.progress = &silent_progress();
  return context;
}

void PolicyReplay::learn(const PanelView& view, const RunContext& context) {
  for (std::size_t m = 0; m < models_.size(); ++m) {
    RunConfig one = run_;
    one.models = {run_.models[m]};
    models_[m] = learn_path_model(one, view, registry_, context);
  }
}

PolicyReplay::Demand PolicyReplay::state_of(std::size_t series, Period period) const {
  const Period first = panel_.first_period(series);
  if (first >= period || panel_.last_period(series) < period) return Demand::kNone;  // without a past, or ended
  switch (panel_.states(series)[static_cast<std::size_t>(period - first)]) {
    case CellState::kObserved:
      return Demand::kSeen;
    case CellState::kCensored:
      return Demand::kAtLeast;
    case CellState::kMissing:
      return Demand::kUnknown;
  }
  return Demand::kNone;
}

/// Demand of the first period of the paths: as seen, or one of the paths that are not below what was sold.
double PolicyReplay::demand_of(std::size_t series, Period period, Demand state, const DemandPaths& paths) const {
  const auto cell = static_cast<std::size_t>(period - panel_.first_period(series));
  const double sold = state == Demand::kUnknown ? 0 : static_cast<double>(panel_.target(series)[cell]);
  if (state == Demand::kSeen) return std::max(0.0, sold);
  std::vector<double> possible;
  for (std::size_t p = 0; p < paths.count(); ++p) {
    if (const double units = static_cast<double>(paths.path(p)[0]); units >= sold) possible.push_back(units);
  }
  if (possible.empty()) return sold;
  RandomStream stream(context_.seed, stream_key(panel_.id(series), period));
  return possible[static_cast<std::size_t>(stream.below(std::ssize(possible)))];
}

void PolicyReplay::replay(std::size_t series, int t, const PanelView& view,
                          const std::vector<std::unique_ptr<PathSampler>>& samplers) {
  const Period period = view.origin(series) + 1;
  const Demand state = state_of(series, period);
  if (state == Demand::kNone) return;
  thread_local std::vector<float> numbers;
  const SeriesView known = view.series(series);
  SeriesPeriod now{series, static_cast<std::size_t>(t), 0, 0, &known};
  const ItemEconomics& item = catalogue_.items[series];
  now.lead_time = drawn_lead_time(item, context_.seed, keys_[series], period);
  for (std::size_t m = 0; m < models_.size(); ++m) {
    const PathSampler& sampler = *samplers[m];
    numbers.resize(static_cast<std::size_t>(sampler.steps()) * static_cast<std::size_t>(sampler.count()));
    sampler.sample(series, numbers);
    const DemandPaths paths{numbers, sampler.steps()};
    if (m == 0) begin(series, state, period, paths, now);
    if (m == 0 && observer_) observer_(now, paths);
    for (std::size_t r = 0; r < policies_.size(); ++r) books_[m * policies_.size() + r].replay(now, paths);
  }
}

/// What the first model settles for all: demand, and the stock at the start.
void PolicyReplay::begin(std::size_t series, Demand state, Period period, const DemandPaths& paths, SeriesPeriod& now) {
  const ItemEconomics& item = catalogue_.items[series];
  now.demand = demand_of(series, period, state, paths);
  demand_[series * static_cast<std::size_t>(config_.periods) + now.period] = static_cast<float>(now.demand);
  const int since = started_[series]++;
  if (since == 0) {
    const double units = protected_demand(item, paths).quantile(item.critical_ratio());
    for (PolicyBook& book : books_) book.start(series, units);
  }
  if (since < item.lead_time.longest()) return;
  drawn_[series].censored += state == Demand::kAtLeast ? 1 : 0;
  drawn_[series].missing += state == Demand::kUnknown ? 1 : 0;
}

std::vector<SeriesCourse> PolicyReplay::courses_of(const std::vector<PolicyResult>& results) const {
  constexpr std::size_t kShown = 12;
  const auto best = std::ranges::min_element(results, {}, [](const PolicyResult& one) { return one.money.cost(); });
  const PolicyBook& book = books_[static_cast<std::size_t>(best - results.begin())];
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < best->series.size(); ++i) {
    if (best->series[i].periods > 0) order.push_back(i);
  }
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return best->series_money[i].cost(); });
  order.resize(std::min(order.size(), kShown));
  std::vector<SeriesCourse> courses;
  for (const std::size_t series : order) {
    courses.push_back(book.course(series));
    const auto first =
        demand_.begin() + static_cast<std::ptrdiff_t>(series * static_cast<std::size_t>(config_.periods));
    courses.back().demand.assign(first, first + config_.periods);
  }
  return courses;
}

PolicyResult PolicyReplay::result_of(const PolicyBook& book, const std::string& model) const {
  PolicyResult result;
  result.model = model;
  result.policy = book.policy().label;
  result.series = book.series();
  for (std::size_t i = 0; i < result.series.size(); ++i) {
    result.series_money.push_back(money_of(result.series[i], catalogue_.items[i]));
    if (result.series[i].periods == 0) result.series_money.back() = {};
    result.totals.add(result.series[i]);
    result.money.add(result.series_money.back());
  }
  result.period_money = book.period_money();
  return result;
}

}  // namespace demandcast
