// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/routing.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/parallel.h"
#include "demandcast/data/series_facts.h"

namespace demandcast {
namespace {

/// A condition, and where its fact is found: a figure of the history, the pattern, or a static.
struct BoundCondition {
  const Condition* condition;
  double SeriesFacts::* number = nullptr;
  const StaticColumn* column = nullptr;

  bool is_of_history() const { return column == nullptr; }
  bool is_of_words() const { return column == nullptr ? number == nullptr : column->kind == StaticKind::kCategory; }

  bool holds(const SeriesFacts& facts, const SeriesView& series) const {
    if (number != nullptr) return condition->holds(facts.*number);
    if (column == nullptr) return condition->holds(facts.pattern);
    if (column->kind == StaticKind::kNumber) {
      return condition->holds(static_cast<double>(series.static_numbers(*column)[0]));
    }
    const std::int32_t code = series.static_code(*column);
    return code >= 0 && condition->holds(std::string_view(column->categories[static_cast<std::size_t>(code)]));
  }
};

std::vector<std::string> known_names(const PanelView& view) {
  std::vector<std::string> names;
  for (const NumberFact& fact : number_facts()) names.emplace_back(fact.name);
  names.emplace_back(kPatternFact);
  for (const StaticColumn& column : view.statics()) names.push_back(column.name);
  return names;
}

BoundCondition bound(const std::string& place, const std::string& fact, const Condition& condition,
                     const PanelView& view) {
  BoundCondition made{&condition};
  const auto own = std::ranges::find(number_facts(), fact, &NumberFact::name);
  if (own != number_facts().end()) {
    made.number = own->value;
  } else if (fact != kPatternFact) {
    const auto column = std::ranges::find(view.statics(), fact, &StaticColumn::name);
    if (column == view.statics().end()) {
      throw ConfigError(fmt::format(
          "{}: {}; columns of the data that do not change within a series are named by --static or --statics", place,
          unknown_name_message("fact", fact, known_names(view))));
    }
    if (column->kind == StaticKind::kEmbedding) {
      throw ConfigError(fmt::format("{}: \"{}\" is a list of numbers, of which rules cannot ask", place, fact));
    }
    made.column = &*column;
  }
  if (made.is_of_words() != condition.is_of_words()) {
    throw ConfigError(fmt::format("{}: \"{}\" holds {}, but {} is asked for", place, fact,
                                  made.is_of_words() ? "words" : "numbers", condition.text()));
  }
  return made;
}

using BoundRule = std::vector<BoundCondition>;

std::vector<BoundRule> bound_rules(const RuleSet& rules, const PanelView& view) {
  std::vector<BoundRule> all;
  for (const Rule& rule : rules.rules) {
    BoundRule& conditions = all.emplace_back();
    for (const auto& [fact, condition] : rule.when) {
      conditions.push_back(bound(place_of(rules, rule), fact, condition, view));
    }
  }
  return all;
}

}  // namespace

std::vector<std::int32_t> route(const RuleSet& rules, const PanelView& view, int season, const RunContext& context) {
  const std::vector<BoundRule> bound = bound_rules(rules, view);
  const bool needs_history = std::ranges::any_of(
      bound, [](const BoundRule& rule) { return std::ranges::any_of(rule, &BoundCondition::is_of_history); });
  const int periods = season > 0 ? season : view.frequency().default_season();
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  std::vector<std::int32_t> taken(view.series_count());
  parallel_for(view.series_count(), quiet, [&](std::size_t i) {
    const SeriesView series = view.series(i);
    const SeriesFacts facts = needs_history ? series_facts(series, periods) : SeriesFacts{};
    const auto takes = [&](const BoundRule& rule) {
      return std::ranges::all_of(rule, [&](const BoundCondition& one) { return one.holds(facts, series); });
    };
    taken[i] = static_cast<std::int32_t>(std::ranges::find_if(bound, takes) - bound.begin());
  });
  return taken;
}

void check_columns(const RuleSet& rules, const PanelView& view) { bound_rules(rules, view); }

}  // namespace demandcast
