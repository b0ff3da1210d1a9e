// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/buy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/forecast/model_directory.h"
#include "demandcast/models/calibrated/past/outcome_position.h"
#include "demandcast/pipeline/path_model.h"
#include "demandcast/pipeline/priced_orders.h"
#include "demandcast/pipeline/replay_policies.h"

namespace demandcast {
namespace {

bool is_limited(const OrderLimits& limits) { return std::isfinite(limits.budget) || std::isfinite(limits.storage); }

/// What is wrong whatever the data are.
void validate(const BuyConfig& config, const ModelRegistry& registry) {
  RunConfig run = config.run;
  if (run.horizon == 0) run.horizon = 1;  // the items will tell
  validate(run, Needs::kOneModel, registry);
  const NamedPolicy policy = named_policy(config.policy);
  if (!config.shadow.empty()) named_policy(config.shadow);
  const bool prices = policy.learned && policy.learned->knows_storage_prices() && !std::isfinite(config.limits.budget);
  if (is_limited(config.limits) && !prices && (policy.learned || policy.rule != OrderRule::kNewsvendor)) {
    throw ConfigError(
        fmt::format("a budget or storage limit weighs what orders save, which \"{}\" does not know; use "
                    "the policy newsvendor, or for storage a policy that was trained with --storage-prices",
                    config.policy));
  }
  if (!(config.limits.budget >= 0) || !(config.limits.storage >= 0)) {
    throw ConfigError("--budget and --storage are amounts of at least 0");
  }
  if (config.items.path.empty() && config.items.defaults.empty()) {
    throw ConfigError(
        "no economics given: name a table with --items, or give all series the same with --default, for "
        "example --default holding_cost=0.1 --default lost_sale_cost=2 --default lead_time=2");
  }
}

/// Everything that is known before the model is.
struct BuyInput {
  LoadedData data;
  ItemCatalogue catalogue;
  RunConfig run;
  std::vector<std::string> notes;
};

std::vector<std::string> notes_of(const BuyConfig& config, const ItemCatalogue& catalogue) {
  std::vector<std::string> notes;
  if (!catalogue.states_stock) {
    notes.push_back("no on_hand is given: orders are made as if nothing were on hand");
  }
  if (!catalogue.unused_columns.empty()) {
    notes.push_back(fmt::format("columns of {} that are not used: {}", config.items.path,
                                fmt::join(catalogue.unused_columns, ", ")));
  }
  return notes;
}

BuyInput read_input(const BuyConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, registry);
  LoadedData data = load_data(config.run, context);
  const PanelView view = newest_view(data.panel, config.run.cutoff);
  ItemCatalogue catalogue = read_items(config.items, item_series(view, data.panel.ids()));
  if (std::isfinite(config.limits.storage) &&
      std::none_of(catalogue.items.begin(), catalogue.items.end(), [](const auto& item) { return item.space > 0; })) {
    throw ConfigError("--storage is given, but no item takes space: give the column space, or --default space=1");
  }
  RunConfig run = config_for_items(config.run, catalogue, data.panel.ids());
  std::vector<std::string> notes = notes_of(config, catalogue);
  return {std::move(data), std::move(catalogue), std::move(run), std::move(notes)};
}

/// One series after another; lines, and the steps that limits choose from.
class Orders {
 public:
  Orders(const BuyConfig& config, const ItemCatalogue& catalogue, int horizon, const PanelView& view,
         const AskedModel& model, const RunContext& context)
      : policy_(named_policy(config.policy)),
        catalogue_(catalogue),
        view_(view),
        limits_(config.limits),
        sampler_(model.forecaster->path_sampler(view, steps_of(config, catalogue, horizon), config.paths, context)),
        context_(context) {
    policy_.bind(view);
    if (!config.shadow.empty()) shadow_ = named_policy(config.shadow);
    if (shadow_) shadow_->bind(view);
    outside_.resize(view.series_count());
    lines_.resize(view.series_count());
    if (!is_limited(limits_)) return;
    wishes_.resize(policy_.learned ? 0 : view.series_count());
    outlooks_.resize(policy_.learned ? view.series_count() : 0);
  }

  void decide() {
    context_.progress->start("orders", lines_.size());
    parallel_for(lines_.size(), context_, [this](std::size_t i) { decide_one(i); });
    context_.progress->finish();
  }

  /// Cuts orders to the limits.
  LimitedOrders limit() {
    LimitedOrders limited =
        policy_.learned ? priced_orders(*policy_.learned, catalogue_, std::move(outlooks_), limits_.storage, context_)
                        : within_limits();
    take(limited);
    return limited;
  }

  std::vector<OrderLine>& lines() { return lines_; }
  const std::vector<std::optional<FeatureOutside>>& outside() const { return outside_; }

 private:
  LimitedOrders within_limits() const {
    OrderLimits limits = limits_;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      limits.storage -= catalogue_.items[i].space * std::max(0.0, catalogue_.now[i].position());
    }
    limits.storage = std::max(0.0, limits.storage);
    return limit_orders(wishes_, limits);
  }

  void take(LimitedOrders& limited) {
    std::vector<double> given_up(lines_.size());
    context_.progress->start("orders within limits", lines_.size());
    parallel_for(lines_.size(), context_, [&](std::size_t i) {
      if (limited.quantities[i] >= lines_[i].quantity) return;
      lines_[i].quantity = limited.quantities[i];
      const OrderCost cost = cost_of(i);
      const double before = lines_[i].expected_cost;
      describe(i, cost);
      given_up[i] = lines_[i].expected_cost - before;
      lines_[i].reason =
          limited.storage_price > 0 ? limited.budget_price > 0 ? "budget and storage" : "storage" : "budget";
    });
    context_.progress->finish();
    if (policy_.learned) limited.saving_given_up = std::accumulate(given_up.begin(), given_up.end(), 0.0);
  }

  DemandPaths paths_of(std::size_t series) const {
    thread_local std::vector<float> numbers;
    numbers.resize(static_cast<std::size_t>(sampler_->steps()) * static_cast<std::size_t>(sampler_->count()));
    sampler_->sample(series, numbers);
    return {numbers, sampler_->steps()};
  }
  OrderCost cost_of(std::size_t i) const {
    return {catalogue_.items[i], catalogue_.now[i], paths_of(i), is_counted(view_.series(i))};
  }

  bool is_newsvendor() const { return !policy_.learned && policy_.rule == OrderRule::kNewsvendor; }
  static int steps_of(const BuyConfig& config, const ItemCatalogue& catalogue, int horizon) {
    int steps = path_steps(catalogue, horizon, named_policy(config.policy).rule);
    if (!config.shadow.empty()) {
      steps = std::max(steps, path_steps(catalogue, horizon, named_policy(config.shadow).rule));
    }
    return steps;
  }
  double order_of(const NamedPolicy& policy, std::size_t i, const DemandPaths& paths) {
    const ItemEconomics& item = catalogue_.items[i];
    const PolicyOrder order = policy.order(item, stock_state_of(item, catalogue_.now[i]), paths, view_.series(i));
    if (order.outside) outside_[i] = order.outside;
    return order.quantity;
  }

  void decide_one(std::size_t i) {
    const ItemEconomics& item = catalogue_.items[i];
    const DemandPaths paths = paths_of(i);
    const OrderCost cost(item, catalogue_.now[i], paths, is_counted(view_.series(i)));
    lines_[i].quantity = is_newsvendor() ? cost.best() : order_of(policy_, i, paths);
    if (shadow_) {
      lines_[i].shadow_quantity = order_of(*shadow_, i, paths);
      const double order_cost = lines_[i].shadow_quantity > 0 ? item.order_cost : 0;
      lines_[i].shadow_cost = cost.expected(lines_[i].shadow_quantity) + order_cost;
    }
    lines_[i].critical_ratio = item.critical_ratio();
    if (lines_[i].quantity <= 0) {
      lines_[i].reason = cost.marginal(0) < 0 && is_newsvendor() ? "saves_less_than_it_costs" : "enough_stock";
    }
    describe(i, cost);
    if (!outlooks_.empty()) outlooks_[i] = told_outlook(item, paths, view_.series(i), *policy_.facts);
    if (!wishes_.empty()) wishes_[i] = {cost.steps(), item.cost, item.space};
  }

  void describe(std::size_t i, const OrderCost& cost) {
    OrderLine& line = lines_[i];
    const double order_cost = line.quantity > 0 ? catalogue_.items[i].order_cost : 0;
    line.expected_cost = cost.expected(line.quantity) + order_cost;
    line.expected_lost_sales = cost.missed(line.quantity);
    line.next_unit_saves = -cost.marginal(line.quantity) / cost.unit();
  }

  NamedPolicy policy_;
  std::optional<NamedPolicy> shadow_;
  std::vector<std::optional<FeatureOutside>> outside_;  ///< [series]
  const ItemCatalogue& catalogue_;
  const PanelView& view_;
  OrderLimits limits_;
  std::unique_ptr<PathSampler> sampler_;
  const RunContext& context_;
  std::vector<OrderLine> lines_;
  std::vector<WishedOrder> wishes_;
  std::vector<Outlook> outlooks_;  ///< of a learned policy under a limit
};

/// Says of each series whether its forecast is a fallback.
void note_fallbacks(const AskedModel& model, const PanelView& view, const RunContext& context, BuyResult& result) {
  const QuantileForecast forecast = forecast_one(*model.forecaster, view, Horizon::of(result.horizon), context);
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    if (forecast.reason(i) == FallbackReason::kNone) continue;
    const std::string code(reason_code(forecast.reason(i)));
    ++result.fallbacks[code];
    std::string& reason = result.lines[i].reason;
    reason += (reason.empty() ? "" : ", ") + ("fallback " + code);
  }
}

}  // namespace

BuyPlan plan_buy(const BuyConfig& config, const ModelRegistry& registry, const RunContext& context) {
  const BuyInput input = read_input(config, registry, context);
  return {input.data.panel.series_count(),
          input.run.horizon,
          config.run.models.front(),
          config.policy,
          input.catalogue.currency,
          config.run.output,
          input.notes};
}

std::vector<OrderLine> order_lines(const BuyConfig& config, const ItemCatalogue& catalogue, int horizon,
                                   const PanelView& view, const AskedModel& model, const RunContext& context) {
  Orders orders(config, catalogue, horizon, view, model, context);
  orders.decide();
  return std::move(orders.lines());
}

BuyResult run_buy(const BuyConfig& config, const ModelRegistry& registry, const RunContext& context) {
  BuyInput input = read_input(config, registry, context);
  const PanelView view = newest_view(input.data.panel, config.run.cutoff);
  const AskedModel model = learn_path_model(input.run, view, registry, context);
  BuyResult result;
  Orders orders(config, input.catalogue, input.run.horizon, view, model, context);
  orders.decide();
  result.has_limits = is_limited(config.limits);
  if (result.has_limits) result.limited = orders.limit();
  std::string note = outside_note("the learned policy", input.data.panel.ids(), orders.outside());
  if (!note.empty()) input.notes.push_back(std::move(note));
  result.shadow = config.shadow;
  result.lines = std::move(orders.lines());
  result.model = model.label;
  result.policy = config.policy;
  result.currency = input.catalogue.currency;
  result.horizon = input.run.horizon;
  result.frequency = view.frequency();
  result.ids = input.data.panel.ids();
  result.origins = item_series(view, result.ids).origins;
  note_fallbacks(model, view, context, result);
  result.items = std::move(input.catalogue.items);
  result.report = std::move(input.data.report);
  result.notes = std::move(input.notes);
  return result;
}

}  // namespace demandcast
