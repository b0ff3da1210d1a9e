// Derivatives of the one-step errors by weights and initial states, carried along with the recursion.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "demandcast/models/classical/ets/ets_objective.h"
#include "demandcast/models/classical/ets/ets_recursion.h"

namespace demandcast {

/// One run over the series; every vector is [parameter].
struct EtsSensitivity {
  EtsObjective& of;
  std::size_t p;
  double *level, *growth, *base, *damped, *forecast, *error, *mean_log, *new_level;
  double* season;  // [phase, parameter]
  double squares = 0, log_forecast = 0;
  int observed = 0;
  double beta_by_alpha = 0, beta_by_share = 0, gamma_by_alpha = 0, gamma_by_share = 0;  // beta here is beta*

  EtsSensitivity(EtsObjective& objective, std::span<const double> x)
      : of(objective), p(static_cast<std::size_t>(objective.size_)) {
    const std::size_t m = of.states_.season.size();
    of.scratch_.assign((8 + m) * p, 0.0);
    double* at = of.scratch_.data();
    for (double** row : {&level, &growth, &base, &damped, &forecast, &error, &mean_log, &new_level}) {
      *row = at;
      at += p;
    }
    season = at;
    constexpr double kLow = EtsObjective::kLowestWeight;
    if (of.beta_at_ >= 0) {
      beta_by_alpha = -kLow * (1 - x[of.beta_at_]) / (x[0] * x[0]);
      beta_by_share = -kLow / x[0] + 1;
    }
    if (of.gamma_at_ >= 0) {
      gamma_by_alpha = -x[of.gamma_at_];
      gamma_by_share = 1 - x[0] - kLow;
    }
    level[of.level_at_] = 1;
    if (of.growth_at_ >= 0) growth[of.growth_at_] = 1;
    for (std::size_t j = 0; of.season_at_ >= 0 && j + 1 < m; ++j) {
      season[j * p + static_cast<std::size_t>(of.season_at_) + j] = 1;
      season[(m - 1) * p + static_cast<std::size_t>(of.season_at_) + j] = -1;
    }
  }

  // base and damped growth, and the forecast, before y is seen
  template <class Step>
  void predict(const EtsWeights& w, double l, double b, double pb, double q, double s, const double* ds) {
    if constexpr (Step::kHasTrend) {
      const double by_growth = Step::kTrendMultiplies ? w.phi * pb / b : w.phi;
      for (std::size_t i = 0; i < p; ++i) damped[i] = by_growth * growth[i];
      if (of.phi_at_ >= 0) damped[of.phi_at_] += Step::kTrendMultiplies ? pb * std::log(b) : b;
    }
    for (std::size_t i = 0; i < p; ++i) {
      base[i] = Step::kTrendMultiplies ? pb * level[i] + l * damped[i] : level[i] + (Step::kHasTrend ? damped[i] : 0);
    }
    for (std::size_t i = 0; i < p; ++i) {
      forecast[i] = Step::kSeasonMultiplies ? s * base[i] + q * ds[i] : base[i] + (Step::kHasSeason ? ds[i] : 0);
    }
  }

  template <class Step>
  void correct(const EtsWeights& w, double y, double l, double pb, double q, double s, double* ds) {
    const double adjusted = Step::adjusted(y, s);
    const double by_season = Step::kSeasonMultiplies ? -y / (s * s) : -1;
    for (std::size_t i = 0; i < p; ++i) {
      new_level[i] = (1 - w.alpha) * base[i] + (Step::kHasSeason ? w.alpha * by_season * ds[i] : 0);
    }
    new_level[0] += adjusted - q;
    if constexpr (Step::kHasTrend) {
      const double now = q + w.alpha * (adjusted - q);
      const double seen = Step::kTrendMultiplies ? now / l : now - l;
      const double a = Step::kTrendMultiplies ? 1 / l : 1, c = Step::kTrendMultiplies ? now / (l * l) : 1;
      for (std::size_t i = 0; i < p; ++i) {
        growth[i] = (1 - w.beta_star) * damped[i] + w.beta_star * (a * new_level[i] - c * level[i]);
      }
      growth[0] += beta_by_alpha * (seen - pb);
      growth[of.beta_at_] += beta_by_share * (seen - pb);
    }
    if constexpr (Step::kHasSeason) {
      const double seen = Step::kSeasonMultiplies ? y / q : y - q;
      const double by_base = Step::kSeasonMultiplies ? -y / (q * q) : -1;
      for (std::size_t i = 0; i < p; ++i) ds[i] = (1 - w.gamma) * ds[i] + w.gamma * by_base * base[i];
      ds[0] += gamma_by_alpha * (seen - s);
      ds[of.gamma_at_] += gamma_by_share * (seen - s);
    }
    std::swap(level, new_level);
  }

  void add_error(double e, double e_by_forecast, double* gram, double* slope) {
    for (std::size_t i = 0; i < p; ++i) error[i] = e_by_forecast * forecast[i];
    for (std::size_t i = 0; i < p; ++i) {
      slope[i] += e * error[i];
      for (std::size_t j = 0; j <= i; ++j) gram[i * p + j] += error[i] * error[j];
    }
  }

  template <class Step, bool kRelative>
  bool run(const EtsWeights& w, double* gram, double* slope) {
    EtsStates& states = of.states_;
    double l = states.level, b = states.growth, none = 0;
    const std::size_t m = states.season.size();
    for (std::size_t t = 0, phase = 0; t < of.y_.size(); ++t) {
      double& s = Step::kHasSeason ? states.season[phase] : none;
      double* ds = season + phase * p;
      const double y = of.y_[t], pb = Step::damped_growth(b, w.phi), q = Step::base(l, pb);
      predict<Step>(w, l, b, pb, q, s, ds);
      if (std::isnan(y)) {
        std::copy(base, base + p, level);
        if (Step::kHasTrend) std::copy(damped, damped + p, growth);
        Step::skip(q, pb, l, b);
      } else {
        const double f = Step::forecast(q, s), e = kRelative ? y / f - 1 : y - f;
        if (kRelative) {
          log_forecast += std::log(f);
          for (std::size_t i = 0; i < p; ++i) mean_log[i] += forecast[i] / f;
        }
        squares += e * e;
        ++observed;
        add_error(e, kRelative ? -y / (f * f) : -1, gram, slope);
        correct<Step>(w, y, l, pb, q, s, ds);
        Step::update(w, y, q, pb, l, b, s);
      }
      if (Step::kHasSeason && ++phase == m) phase = 0;
    }
    return std::isfinite(squares) && std::isfinite(log_forecast);
  }

  // the residual is g e with log g = mean log f: d(g e) = g (de + e d log g)
  void scale_by_forecast(double* gram, double* slope) const {
    for (std::size_t i = 0; i < p; ++i) mean_log[i] /= observed;
    for (std::size_t i = 0; i < p; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        gram[i * p + j] += slope[i] * mean_log[j] + mean_log[i] * slope[j] + squares * mean_log[i] * mean_log[j];
      }
    }
    for (std::size_t i = 0; i < p; ++i) slope[i] += squares * mean_log[i];
  }
};

double EtsObjective::linearise(std::span<const double> x, std::span<double> gram, std::span<double> slope) {
  const EtsWeights w = weights(x);
  if (!in_domain(x, w)) return std::numeric_limits<double>::infinity();
  std::fill(gram.begin(), gram.end(), 0.0);
  std::fill(slope.begin(), slope.end(), 0.0);
  EtsSensitivity run(*this, x);
  const bool relative = form_.error == EtsComponent::kMultiplicative;
  const bool valid = with_ets_components(form_, [&]<EtsComponent kTrend, EtsComponent kSeason>() {
    using Step = EtsStep<kTrend, kSeason>;
    return relative ? run.run<Step, true>(w, gram.data(), slope.data())
                    : run.run<Step, false>(w, gram.data(), slope.data());
  });
  if (!valid || run.observed == 0) return std::numeric_limits<double>::infinity();
  if (relative) run.scale_by_forecast(gram.data(), slope.data());
  for (std::size_t i = 0; i < run.p; ++i) {
    for (std::size_t j = 0; j < i; ++j) gram[j * run.p + i] = gram[i * run.p + j];
  }
  return std::log(run.squares / run.observed + 1e-18) + 2 * run.log_forecast / run.observed;
}

}  // namespace demandcast
