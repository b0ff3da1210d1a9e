// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/price_effects.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/parallel.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/past/saved_pools.h"
#include "demandcast/models/patchwork/adjusted/adjusted_panel.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr int kLongestSeason = 12;
constexpr std::size_t kSeasonsWanted = 2;
const double kLargestEffect = std::log(50.0);

/// What the likelihood is of: observed cells whose price is known.
DemandCells demand_cells(const SeriesView& series, const SeriesTerms& terms, std::size_t count,
                         std::vector<double> season_factors) {
  const auto y = series.target();
  const auto states = series.states();
  DemandCells cells{{}, terms.past, count, std::move(season_factors)};
  for (std::size_t t = 0; t < y.size(); ++t) {
    const bool known = states[t] == CellState::kObserved && (terms.price.empty() || !std::isnan(terms.price[t]));
    cells.demand.push_back(known ? std::max(0.0, static_cast<double>(y[t])) : std::numeric_limits<double>::quiet_NaN());
  }
  const int season = series.frequency().default_season();
  if (season <= kLongestSeason && y.size() >= kSeasonsWanted * static_cast<std::size_t>(season)) {
    cells.season = static_cast<std::size_t>(season);
  }
  return cells;
}

/// The most likely effects of which that of `term` is on the side of `sign`.
void keep_sign(Effects& effects, std::size_t term, double sign) {
  const double value = effects.mean[term];
  if (!(value * sign < 0)) return;
  for (std::size_t i = 0; i < effects.mean.size(); ++i) {
    effects.mean[i] -= effects.covariance(i, term) / effects.covariance(term, term) * value;
  }
  effects.mean[term] = 0;
}

void keep_signs(const PriceTerms& terms, const AllowedSigns& allowed, Effects& effects) {
  const bool falls = !allowed.rising && !terms.price.empty();
  if (falls) keep_sign(effects, 0, -1);
  if (terms.cross.empty() || allowed.complements) return;
  keep_sign(effects, terms.count() - 1, 1);
  if (falls) effects.mean[0] = std::min(effects.mean[0], 0.0);
}

std::vector<double> factors(std::span<const double> terms, std::span<const double> effects) {
  std::vector<double> all;
  for (std::size_t at = 0; at < terms.size(); at += effects.size()) {
    double sum = 0;
    for (std::size_t i = 0; i < effects.size(); ++i) sum += terms[at + i] * effects[i];
    all.push_back(std::exp(std::clamp(sum, -kLargestEffect, kLargestEffect)));
  }
  return all;
}

std::vector<PooledSeries> evidence_in(EvidenceById by_id) {
  std::vector<PooledSeries> all;
  for (auto& one : by_id) all.push_back(std::move(one.second));
  return all;
}

SeriesFactors factors_of_terms(const SeriesTerms& terms, const Effects& effects) {
  return {factors(terms.past, effects.mean), factors(terms.ahead, effects.mean)};
}

/// Factors of the series of one view, whose cross-prices are known.
template <class Source>
class BoundFactors final : public DemandFactors {
 public:
  BoundFactors(const Source& effects, CrossPrices others) : effects_(effects), others_(std::move(others)) {}
  SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const override {
    const auto of = effects_.effects_of(view, series, steps, others_);
    return factors_of_terms(of.terms, of.effects);
  }
  void save(ArtifactWriter&) const override {}

 private:
  const Source& effects_;
  CrossPrices others_;
};

/// Factors of series whose evidence is known.
class KnownEffects final : public DemandFactors {
 public:
  KnownEffects(const PriceTerms& terms, const PooledEffects& pooled, const EvidenceById& evidence)
      : terms_(terms), pooled_(pooled), evidence_(evidence) {}
  SeriesEffects effects_of(const PanelView& view, std::size_t series, int steps, const CrossPrices& others) const {
    const PooledSeries& known =
        std::ranges::lower_bound(evidence_, view.id(series), {}, &EvidenceById::value_type::first)->second;
    return {known.category, series_terms(terms_, view, series, steps, others),
            pooled_.posterior(known.category, known.evidence)};
  }
  SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const override {
    return bound_to(view, steps)->factors_of(view, series, steps);
  }
  std::unique_ptr<DemandFactors> bound_to(const PanelView& view, int steps) const override {
    return std::make_unique<BoundFactors<KnownEffects>>(*this, CrossPrices(terms_, view, steps));
  }
  void save(ArtifactWriter&) const override {}

 private:
  const PriceTerms& terms_;
  const PooledEffects& pooled_;
  const EvidenceById& evidence_;
};

}  // namespace

PriceEffects::PriceEffects(const PanelStream& training, PriceTerms terms, SeriesPools categories, AllowedSigns allowed,
                           const RunContext& context)
    : PriceEffects(std::move(terms), std::move(categories), allowed, PooledEffects(0, 0), {}) {
  const std::size_t groups = categories_.count(categories_.depth());
  pooled_ = PooledEffects(terms_.count(), groups);
  const auto first = evidence_of_all(training, context);
  pooled_ = PooledEffects(terms_.count(), groups, evidence_in(first));
  season_ = season_without(training, first, context);
  pooled_ = PooledEffects(terms_.count(), groups, evidence_in(evidence_of_all(training, context)));
}

PriceEffects::PriceEffects(PriceTerms terms, SeriesPools categories, AllowedSigns allowed, PooledEffects pooled,
                           std::vector<double> season)
    : terms_(std::move(terms)),
      categories_(std::move(categories)),
      allowed_(allowed),
      pooled_(std::move(pooled)),
      season_(std::move(season)) {}

std::vector<double> PriceEffects::season_of(const SeriesView& series, std::size_t category) const {
  std::vector<double> factors;
  if (season_.empty()) return factors;
  const std::size_t positions = season_.size() / categories_.count(categories_.depth());
  for (std::size_t t = 0; t < series.target().size(); ++t) {
    const Period period = series.first_period() + static_cast<Period>(t);
    factors.push_back(season_[category * positions + year_position(series.frequency(), period)]);
  }
  return factors;
}

std::vector<double> PriceEffects::season_without(const PanelStream& training, const EvidenceById& evidence,
                                                 const RunContext& context) const {
  const KnownEffects known(terms_, pooled_, evidence);
  return PooledProfile(AdjustedStream(training, known, context), categories_).indices();
}

/// By the series' ids, so that sums do not depend on the order of the shards.
EvidenceById PriceEffects::evidence_of_all(const PanelStream& training, const RunContext& context) const {
  EvidenceById all;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      const CrossPrices others(terms_, view, 0);
      const std::size_t before = all.size();
      all.resize(before + view.series_count());
      parallel_for(view.series_count(), context, [&](std::size_t i) {
        const std::size_t category = categories_.pool(view, i);
        const SeriesTerms terms = series_terms(terms_, view, i, 0, others);
        const DemandCells cells =
            demand_cells(view.series(i), terms, terms_.count(), season_of(view.series(i), category));
        all[before + i] = {view.id(i), {category, demand_evidence(cells, pooled_.prior(category))}};
      });
    });
  }
  std::ranges::sort(all, {}, &EvidenceById::value_type::first);
  return all;
}

SeriesEffects PriceEffects::effects_of(const PanelView& view, std::size_t series, int steps,
                                       const CrossPrices& others) const {
  SeriesEffects of;
  of.category = categories_.pool(view, series);
  of.terms = series_terms(terms_, view, series, steps, others);
  const DemandCells cells =
      demand_cells(view.series(series), of.terms, terms_.count(), season_of(view.series(series), of.category));
  const Evidence own = demand_evidence(cells, pooled_.prior(of.category));
  of.own = std::ranges::any_of(own.precision.cells(), [](double cell) { return cell != 0; });
  of.effects = pooled_.posterior(of.category, own);
  keep_signs(terms_, allowed_, of.effects);
  return of;
}

SeriesFactors PriceEffects::factors_of(const PanelView& view, std::size_t series, int steps) const {
  return bound_to(view, steps)->factors_of(view, series, steps);
}

std::unique_ptr<DemandFactors> PriceEffects::bound_to(const PanelView& view, int steps) const {
  return std::make_unique<BoundFactors<PriceEffects>>(*this, CrossPrices(terms_, view, steps));
}

void PriceEffects::save(ArtifactWriter& writer) const {
  save_pools(categories_, writer);
  std::vector<std::string> columns{terms_.price};
  columns.insert(columns.end(), terms_.promotions.begin(), terms_.promotions.end());
  writer.texts("columns", columns);
  writer.numbers("scales", terms_.scales);
  writer.integers("window", {static_cast<std::int64_t>(terms_.window)});
  writer.numbers("effects", pooled_.numbers());
  writer.numbers("season", season_);
}

}  // namespace demandcast
