// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/effect_lines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/parallel.h"

namespace demandcast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInterval = 0.9;  // upper end of the 80 % interval
constexpr double kHalf = 0.5;      // of a prior's variance: who takes away more has told most
constexpr double kChange = 0.01;   // of the logarithm of a price
constexpr double kBeyond = 1.001;  // of a range seen, so that rounding does not leave it

/// "toys", "toys, brand 3"; of series whose category was not given, "not given".
std::string category_name(const SeriesPools& categories, std::size_t pool) {
  std::string name;
  for (auto fact = categories.facts().rbegin(); fact != categories.facts().rend(); ++fact) {
    const std::size_t group = pool % fact->group_count();
    pool /= fact->group_count();
    const std::string of_fact = fact->categories.empty()          ? fact->name + " " + std::to_string(group + 1)
                                : group < fact->categories.size() ? fact->categories[group]
                                                                  : "not given";
    name = name.empty() ? of_fact : of_fact + ", " + name;
  }
  return name.empty() ? "all series" : name;
}

/// Smallest and largest of numbers that are known.
struct Reach {
  double low = kNaN, high = kNaN;
  void hold(double value) {
    if (std::isnan(value)) return;
    low = std::isnan(low) ? value : std::min(low, value);
    high = std::isnan(high) ? value : std::max(high, value);
  }
};

class LineMaker {
 public:
  explicit LineMaker(const PriceEffects& effects) : effects_(effects), names_(effects.terms().names()) {}

  std::size_t terms() const { return names_.size(); }
  bool is_price(std::size_t term) const { return term == 0 && !effects_.terms().price.empty(); }
  bool is_cross(std::size_t term) const { return effects_.terms().is_cross(term); }

  EffectLine line(std::string name, std::size_t term, const Effects& known) const {
    EffectLine line;
    line.name = std::move(name);
    line.term = names_[term];
    line.cross = is_cross(term);
    line.price = is_price(term) || line.cross;
    const double reach = normal_quantile(kInterval) * std::sqrt(known.covariance(term, term));
    line.value = shown(known.mean[term], term);
    line.low = shown(known.mean[term] - reach, term);
    line.high = shown(known.mean[term] + reach, term);
    line.seen_low = line.seen_high = line.planned_low = line.planned_high = kNaN;
    return line;
  }

  EffectLine series_line(const PanelView& view, std::size_t series, std::size_t term, const SeriesEffects& of) const {
    EffectLine line = this->line(view.id(series), term, of.effects);
    line.category = category_name(effects_.categories(), of.category);
    line.source = source(of, term);
    see(view.series(series), of.terms, term, line);
    plan(of.terms, term, line);
    return line;
  }

 private:
  double shown(double effect, std::size_t term) const {
    if (is_cross(term)) return effects_.allowed().complements ? effect : std::max(0.0, effect);
    if (!is_price(term)) return std::expm1(effect);
    return effects_.allowed().rising ? effect : std::min(0.0, effect);
  }

  std::string source(const SeriesEffects& of, std::size_t term) const {
    const PooledEffects& pooled = effects_.pooled();
    if (of.effects.covariance(term, term) < kHalf * pooled.prior(of.category).covariance(term, term)) return "own";
    const double apart = pooled.catalogue().covariance(term, term) + pooled.between_categories()[term];
    const bool many = effects_.categories().depth() > 0;
    return many && pooled.category(of.category).covariance(term, term) < kHalf * apart ? "category" : "catalogue";
  }

  /// What a term stands for: a price, what the others' are to their references, a promotion.
  double value_of(std::size_t term, std::size_t cell, const SeriesTerms& terms, std::span<const double> table,
                  std::size_t first_price) const {
    const double value = table[cell * names_.size() + term];
    if (is_price(term)) return terms.price[first_price + cell];
    return is_cross(term) ? std::exp(value) : value * scale(term);
  }

  double scale(std::size_t term) const {
    return effects_.terms().scales[term - (effects_.terms().price.empty() ? 0 : 1)];
  }

  void see(const SeriesView& series, const SeriesTerms& terms, std::size_t term, EffectLine& line) const {
    Reach seen;
    double before = kNaN;
    const auto states = series.states();
    for (std::size_t t = 0; t < states.size(); ++t) {
      if (states[t] != CellState::kObserved) continue;
      const double value = value_of(term, t, terms, terms.past, 0);
      seen.hold(value);
      if (line.price ? std::abs(std::log(value / before)) > kChange : value != 0) ++line.periods;
      if (!std::isnan(value)) before = value;
    }
    line.seen_low = seen.low;
    line.seen_high = seen.high;
  }

  void plan(const SeriesTerms& terms, std::size_t term, EffectLine& line) const {
    Reach planned;
    const std::size_t steps = terms.ahead.size() / names_.size();
    for (std::size_t step = 0; step < steps; ++step) {
      planned.hold(value_of(term, step, terms, terms.ahead, terms.price.size() - steps));
    }
    line.planned_low = planned.low;
    line.planned_high = planned.high;
    line.beyond = planned.high > line.seen_high * kBeyond || planned.low < line.seen_low / kBeyond;
  }

  const PriceEffects& effects_;
  std::vector<std::string> names_;
};

/// Series of each category.
std::vector<std::size_t> category_sizes(const SeriesPools& categories, const PanelView& view) {
  std::vector<std::size_t> sizes(categories.count(categories.depth()), 0);
  for (std::size_t i = 0; i < view.series_count(); ++i) ++sizes[categories.pool(view, i)];
  return sizes;
}

}  // namespace

void fill_effect_lines(const PriceEffects& effects, const PanelView& view, int steps, const RunContext& context,
                       ElasticityReport& report) {
  const LineMaker maker(effects);
  const std::size_t terms = maker.terms();
  const bool many = effects.categories().depth() > 0;
  const Effects& all = many ? effects.pooled().catalogue() : effects.pooled().category(0);
  for (std::size_t term = 0; term < terms; ++term) {
    report.catalogue.push_back(maker.line("all series", term, all));
    report.catalogue.back().series = view.series_count();
  }
  const std::vector<std::size_t> sizes = category_sizes(effects.categories(), view);
  for (std::size_t c = 0; c < sizes.size(); ++c) {
    if (sizes[c] == 0 || !many) continue;
    for (std::size_t term = 0; term < terms; ++term) {
      report.categories.push_back(
          maker.line(category_name(effects.categories(), c), term, effects.pooled().category(c)));
      report.categories.back().series = sizes[c];
    }
  }
  report.series.resize(view.series_count() * terms);
  const CrossPrices others(effects.terms(), view, steps);
  parallel_for(view.series_count(), context, [&](std::size_t i) {
    const SeriesEffects of = effects.effects_of(view, i, steps, others);
    for (std::size_t term = 0; term < terms; ++term) {
      report.series[i * terms + term] = maker.series_line(view, i, term, of);
    }
  });
}

}  // namespace demandcast
