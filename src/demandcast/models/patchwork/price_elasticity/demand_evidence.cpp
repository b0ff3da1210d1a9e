// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/demand_evidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "demandcast/models/patchwork/price_elasticity/level_filter.h"

namespace demandcast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kFewestCells = 8;
constexpr int kRounds = 6, kRoundsOfChoice = 3;
constexpr double kLargestStep = 1.5, kFarthest = 10;  // of a cell's logarithm: in a round, from the series' mean
constexpr double kOutlier = 4.5, kLeastScale = 1e-4, kSeasonVariance = 1;
constexpr std::array<double, 8> kDrifts{0, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3};
constexpr std::array<double, 4> kMixtures{0, 0.2, 0.6, 1};

/// How a series scatters, in units of its scale.
struct Noise {
  double drift = 0.03;   ///< variance of the level's steps
  double mixture = 0.6;  ///< share of a variance that goes with the mean's square
};

class DemandRegression {
 public:
  DemandRegression(const DemandCells& cells, const EffectsPrior& prior)
      : cells_(cells), terms_(cells.term_count), phases_(cells.season - 1), columns_(terms_ + phases_ + 1) {
    count();
    set_prior(prior);
  }

  Evidence evidence() {
    Evidence none{SmallMatrix(terms_), std::vector<double>(terms_, 0.0)};
    if (known_ < kFewestCells + columns_ - 1 || !(mean_ > 0)) return none;
    start();
    for (int round = 0; round < kRounds; ++round) {
      respond();
      if (round > 0 && round <= kRoundsOfChoice) choose_noise();
      fit();
      move();
    }
    respond();
    return without_season(innovation_sums({design_, columns_, variance(noise_)}, noise_.drift));
  }

 private:
  void count() {
    for (const double y : cells_.demand) {
      if (std::isnan(y)) continue;
      mean_ += y;
      ++known_;
    }
    if (known_ > 0) mean_ /= static_cast<double>(known_);
  }

  void set_prior(const EffectsPrior& prior) {
    const std::size_t effects = columns_ - 1;
    prior_precision_ = SmallMatrix(effects);
    prior_weighted_.assign(effects, 0.0);
    const SmallMatrix precision = inverse(prior.covariance);
    const std::vector<double> weighted = precision * prior.mean;
    for (std::size_t i = 0; i < terms_; ++i) {
      for (std::size_t j = 0; j < terms_; ++j) prior_precision_(i, j) = precision(i, j);
      prior_weighted_[i] = weighted[i];
    }
    for (std::size_t i = terms_; i < effects; ++i) prior_precision_(i, i) = 1 / kSeasonVariance;
  }

  /// Terms and phases next to each other; the last column is the working response.
  void start() {
    const std::size_t length = cells_.demand.size();
    design_.assign(length * columns_, 0.0);
    log_mean_.assign(length, std::log(mean_));
    trust_.assign(length, 1.0);
    for (std::size_t t = 0; t < length; ++t) {
      for (std::size_t i = 0; i < terms_; ++i) design_[t * columns_ + i] = cells_.terms[t * terms_ + i];
      const std::size_t phase = t % cells_.season;
      if (phase > 0) design_[t * columns_ + terms_ + phase - 1] = 1;
      if (!std::isnan(cells_.demand[t])) log_mean_[t] = std::log((cells_.demand[t] + mean_) / 2);
    }
  }

  void respond() {
    for (std::size_t t = 0; t < log_mean_.size(); ++t) {
      design_[t * columns_ + columns_ - 1] = log_mean_[t] + relative_error(t) - offset(t);
    }
  }

  double offset(std::size_t t) const { return cells_.known.empty() ? 0 : std::log(cells_.known[t]); }
  double relative_error(std::size_t t) const {
    return std::isnan(cells_.demand[t]) ? 0 : cells_.demand[t] / std::exp(log_mean_[t]) - 1;
  }
  double unit_variance(std::size_t t, double mixture) const {
    return (1 - mixture) * mean_ / std::exp(log_mean_[t]) + mixture;
  }

  std::vector<double> variance(const Noise& noise) const {
    std::vector<double> all(log_mean_.size(), kNaN);
    for (std::size_t t = 0; t < all.size(); ++t) {
      if (!std::isnan(cells_.demand[t])) all[t] = unit_variance(t, noise.mixture) / trust_[t];
    }
    return all;
  }

  /// Precision of all effects with the prior, in units of the scale.
  SmallMatrix penalised(const InnovationSums& sums, std::vector<double>& weighted) const {
    const std::size_t effects = columns_ - 1;
    SmallMatrix precision(effects);
    weighted.assign(effects, 0.0);
    for (std::size_t i = 0; i < effects; ++i) {
      for (std::size_t j = 0; j < effects; ++j) precision(i, j) = sums.products(i, j) + scale_ * prior_precision_(i, j);
      weighted[i] = sums.products(i, effects) + scale_ * prior_weighted_[i];
    }
    return precision;
  }

  /// Sum of the squares that `effects` leave.
  double left_over(const InnovationSums& sums, std::span<const double> effects) const {
    const std::size_t last = columns_ - 1;
    double left = sums.products(last, last);
    for (std::size_t i = 0; i < last; ++i) {
      left -= 2 * effects[i] * sums.products(i, last);
      for (std::size_t j = 0; j < last; ++j) left += effects[i] * sums.products(i, j) * effects[j];
    }
    return std::max(0.0, left);
  }

  struct Fit {
    std::vector<double> effects;
    double scale = 1, deviance = 0;
  };
  Fit fit_with(const Noise& noise) const {
    const InnovationSums sums = innovation_sums({design_, columns_, variance(noise)}, noise.drift);
    std::vector<double> weighted;
    const SmallMatrix precision = penalised(sums, weighted);
    Fit fit;
    fit.effects = inverse(precision) * weighted;
    const auto freedom = static_cast<double>(std::max<std::size_t>(sums.cells, columns_) - (columns_ - 1));
    fit.scale = std::max(kLeastScale, left_over(sums, fit.effects) / freedom);
    fit.deviance = freedom * std::log(fit.scale) + sums.log_variance;
    return fit;
  }

  void choose_noise() {
    double best = std::numeric_limits<double>::infinity();
    Noise chosen = noise_;
    const auto consider = [&](const Noise& noise) {
      const double deviance = fit_with(noise).deviance;
      if (!(deviance < best)) return;
      best = deviance;
      chosen = noise;
    };
    for (const double drift : kDrifts) consider({drift, noise_.mixture});
    noise_ = chosen;
    for (const double mixture : kMixtures) consider({noise_.drift, mixture});
    noise_ = chosen;
  }

  void fit() {
    const Fit fit = fit_with(noise_);
    effects_ = fit.effects;
    scale_ = fit.scale;
  }

  double effect_at(std::size_t t) const {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < columns_; ++i) sum += design_[t * columns_ + i] * effects_[i];
    return sum;
  }

  /// To the means that level and effects give, and to how much each cell is trusted there.
  void move() {
    std::vector<double> bare(log_mean_.size());
    for (std::size_t t = 0; t < bare.size(); ++t) bare[t] = design_[t * columns_ + columns_ - 1] - effect_at(t);
    const std::vector<double> level = smoothed_level(bare, variance(noise_), noise_.drift);
    const double centre = std::log(mean_);
    for (std::size_t t = 0; t < bare.size(); ++t) {
      const double moved = std::clamp(level[t] + effect_at(t) + offset(t), centre - kFarthest, centre + kFarthest);
      log_mean_[t] += std::clamp(moved - log_mean_[t], -kLargestStep, kLargestStep);
      const double error = relative_error(t);
      const double squared = error * error / (scale_ * unit_variance(t, noise_.mixture));
      const double trust = std::min(1.0, kOutlier * kOutlier / std::max(squared, 1e-300));
      trust_[t] = trust;
    }
  }

  Evidence without_season(const InnovationSums& sums) const {
    SmallMatrix season(phases_);
    for (std::size_t i = 0; i < phases_; ++i) {
      for (std::size_t j = 0; j < phases_; ++j) {
        season(i, j) = sums.products(terms_ + i, terms_ + j) / scale_ + prior_precision_(terms_ + i, terms_ + j);
      }
    }
    const SmallMatrix known = inverse(season);
    Evidence evidence{SmallMatrix(terms_), std::vector<double>(terms_, 0.0)};
    for (std::size_t i = 0; i < terms_; ++i) {
      std::vector<double> shared(phases_);
      for (std::size_t p = 0; p < phases_; ++p) shared[p] = sums.products(i, terms_ + p) / scale_;
      const std::vector<double> through = known * shared;
      for (std::size_t j = 0; j < terms_; ++j) {
        evidence.precision(i, j) = sums.products(i, j) / scale_;
        for (std::size_t p = 0; p < phases_; ++p) {
          evidence.precision(i, j) -= through[p] * sums.products(j, terms_ + p) / scale_;
        }
      }
      evidence.weighted[i] = sums.products(i, columns_ - 1) / scale_;
      for (std::size_t p = 0; p < phases_; ++p) {
        evidence.weighted[i] -= through[p] * sums.products(terms_ + p, columns_ - 1) / scale_;
      }
    }
    return evidence;
  }

  const DemandCells& cells_;
  std::size_t terms_, phases_, columns_, known_ = 0;
  double mean_ = 0, scale_ = 1;
  SmallMatrix prior_precision_;
  std::vector<double> prior_weighted_, design_, log_mean_, trust_, effects_;
  Noise noise_;
};

}  // namespace

Evidence demand_evidence(const DemandCells& cells, const EffectsPrior& prior) {
  return DemandRegression(cells, prior).evidence();
}

}  // namespace demandcast
