// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/expert_router.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/patchwork/expert_router/routing.h"

namespace demandcast {
namespace {

void refuse_spans(const Horizon& horizon) {
  if (horizon.spans.empty()) return;
  throw ConfigError(fmt::format("[expert_router] does not forecast spans, {} asked for; name it expert_router+paths",
                                horizon.spans.size()));
}

}  // namespace

std::vector<std::string> experts_of(const RuleSet& rules) {
  std::vector<std::string> experts{rules.default_model};
  for (const Rule& rule : rules.rules) {
    if (std::ranges::find(experts, rule.model) == experts.end()) experts.push_back(rule.model);
  }
  return experts;
}

ExpertRouterEstimator::ExpertRouterEstimator(RuleSet rules, int season, std::vector<std::unique_ptr<Estimator>> experts)
    : rules_(std::move(rules)), season_(season), experts_(std::move(experts)) {}

std::unique_ptr<Forecaster> ExpertRouterEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                       const RunContext& context) const {
  refuse_spans(horizon);
  if (training.shard_count() > 0) training.visit(0, [&](const PanelView& view) { check_columns(rules_, view); });
  std::vector<std::unique_ptr<Forecaster>> fitted;
  for (const auto& expert : experts_) fitted.push_back(expert->fit(training, horizon, context));
  return std::make_unique<ExpertRouterForecaster>(rules_, season_, std::move(fitted));
}

bool ExpertRouterEstimator::is_local() const {
  return std::ranges::all_of(experts_, [](const auto& expert) { return expert->is_local(); });
}

bool ExpertRouterEstimator::fits_apart() const {
  return std::ranges::all_of(experts_, [](const auto& expert) { return expert->fits_apart(); });
}

ExpertRouterForecaster::ExpertRouterForecaster(RuleSet rules, int season,
                                               std::vector<std::unique_ptr<Forecaster>> experts)
    : rules_(std::move(rules)), season_(season), experts_(std::move(experts)) {
  const std::vector<std::string> names = experts_of(rules_);
  for (const Rule& rule : rules_.rules) {
    expert_of_rule_.push_back(static_cast<std::size_t>(std::ranges::find(names, rule.model) - names.begin()));
  }
  expert_of_rule_.push_back(0);
}

QuantileForecast ExpertRouterForecaster::forecast_view(const PanelView& view, const Horizon& horizon,
                                                       const RunContext& context) const {
  std::vector<std::int32_t> rules = route(rules_, view, season_, context);
  QuantileForecast forecast(view, horizon);
  for (std::size_t expert = 0; expert < experts_.size(); ++expert) {
    const auto serves = [&](std::int32_t rule) { return expert_of_rule_[static_cast<std::size_t>(rule)] == expert; };
    if (std::ranges::none_of(rules, serves)) continue;
    const QuantileForecast own = forecast_one(*experts_[expert], view, horizon, context);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (serves(rules[i])) forecast.copy_steps(own, i);
    }
  }
  forecast.set_rules(rule_names(rules_), std::move(rules));
  return forecast;
}

std::vector<QuantileForecast> ExpertRouterForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                               const RunContext& context) const {
  refuse_spans(horizon);
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) forecasts.push_back(forecast_view(view, horizon, context));
  return forecasts;
}

Explanation ExpertRouterForecaster::explain(const PanelView& view, std::size_t series,
                                            const RunContext& context) const {
  const auto rule = static_cast<std::size_t>(route(rules_, view, season_, context)[series]);
  Explanation told = experts_[expert_of_rule_[rule]]->explain(view, series, context);
  const std::string& model = rule < rules_.rules.size() ? rules_.rules[rule].model : rules_.default_model;
  told.form = fmt::format("rule {}: {}{}{}", rule_names(rules_)[rule], model, told.form.empty() ? "" : ", ", told.form);
  return told;
}

std::vector<std::string> ExpertRouterForecaster::notes() const {
  std::vector<std::string> notes;
  for (const auto& expert : experts_) {
    for (std::string& note : expert->notes()) {
      if (std::ranges::find(notes, note) == notes.end()) notes.push_back(std::move(note));
    }
  }
  return notes;
}

std::string expert_part(std::size_t expert) { return fmt::format("expert-{}", expert); }

void ExpertRouterForecaster::save(ArtifactWriter& writer) const {
  writer.texts("rules", {rules_text(rules_)});
  writer.integers("season", {season_});
  for (std::size_t expert = 0; expert < experts_.size(); ++expert) {
    ArtifactWriter part = writer.part(expert_part(expert));
    experts_[expert]->save(part);
  }
}

}  // namespace demandcast
