// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/quantile_paths.h"

#include <fmt/format.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/outcome_position.h"
#include "demandcast/models/calibrated/paths/normal_table.h"
#include "demandcast/models/calibrated/paths/rank_scores.h"
#include "demandcast/models/calibrated/paths/score_table.h"

namespace demandcast {
namespace {

constexpr double kShrinkage = 4;         // windows that the shrinkage target weighs
constexpr double kLeastVariance = 1e-9;  // of a step's own part, so that the factor exists
constexpr std::string_view kShared = "multipliers of the windows";

/// [step, step] lower Cholesky factor of a covariance that may be singular.
std::vector<double> cholesky(std::vector<double> a, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j * n + j] -= a[j * n + k] * a[j * n + k];
    a[j * n + j] = std::sqrt(std::max(a[j * n + j], kLeastVariance));
    for (std::size_t i = j + 1; i < n; ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i * n + j] -= a[i * n + k] * a[j * n + k];
      a[i * n + j] /= a[j * n + j];
      a[j * n + i] = 0;
    }
  }
  return a;
}

}  // namespace

QuantilePaths::QuantilePaths(const PanelView& view, std::shared_ptr<const QuantileForecast> forecast,
                             std::vector<char> counted, std::shared_ptr<const ErrorTemplates> templates,
                             std::unique_ptr<PathSampler> simulation, int count, std::uint64_t seed)
    : PathSampler(forecast->horizon().steps, count),
      forecast_(std::move(forecast)),
      counted_(std::move(counted)),
      templates_(std::move(templates)),
      simulation_(std::move(simulation)),
      seed_(seed),
      own_factor_(cholesky(templates_->own_covariance(), templates_->steps())) {
  if (static_cast<std::size_t>(steps()) > templates_->steps()) {
    throw ConfigError(fmt::format("sample paths of {} steps asked for, {} learnt; fit with --horizon {} or more",
                                  steps(), templates_->steps(), steps()));
  }
  for (std::size_t i = 0; i < view.series_count(); ++i) ids_.push_back(view.id(i));
  RandomStream random(seed, stream_key(kShared));
  const double scale = 1 / std::sqrt(static_cast<double>(templates_->windows()));
  multipliers_.resize(static_cast<std::size_t>(count) * templates_->windows());
  for (float& multiplier : multipliers_) multiplier = static_cast<float>(scale * random.normal());
}

/// What a series' path is made of: [window, step] rows to be mixed by the multipliers, then [step, step] columns of the
/// factor of its own part, all scaled so that scores have variance 1.
struct QuantilePaths::Mixture {
  std::vector<float> rows, own;
};

QuantilePaths::Mixture QuantilePaths::mixture_of(std::size_t series) const {
  const std::size_t windows = templates_->windows(), known = templates_->steps();
  const auto horizon = static_cast<std::size_t>(steps());
  const auto row = templates_->find(ids_[series]);
  const double shrinkage = row ? kShrinkage / (static_cast<double>(windows) + kShrinkage) : 1.0;
  Mixture mixture{std::vector<float>(windows * horizon), std::vector<float>(horizon * horizon)};
  for (std::size_t h = 0; h < horizon; ++h) {
    std::vector<double> mixed(windows);
    double variance = 0;
    for (std::size_t w = 0; w < windows; ++w) {
      const double shared = templates_->shared()[w * known + h];
      const double own = row ? static_cast<double>(templates_->score(*row, w, h)) - shared : 0;
      mixed[w] = shared + std::sqrt(1 - shrinkage) * own;
      variance += mixed[w] * mixed[w] / static_cast<double>(windows);
    }
    for (std::size_t k = 0; k <= h; ++k)
      variance += shrinkage * own_factor_[h * known + k] * own_factor_[h * known + k];
    const double scale = 1 / std::sqrt(std::max(variance, kLeastVariance));
    for (std::size_t w = 0; w < windows; ++w) mixture.rows[w * horizon + h] = static_cast<float>(scale * mixed[w]);
    for (std::size_t k = 0; k <= h; ++k) {
      mixture.own[k * horizon + h] = static_cast<float>(scale * std::sqrt(shrinkage) * own_factor_[h * known + k]);
    }
  }
  return mixture;
}

/// The windows' shared scores, and on the diagonal what is left to the series.
QuantilePaths::Mixture QuantilePaths::shared_alone() const {
  const std::size_t windows = templates_->windows(), known = templates_->steps();
  const auto horizon = static_cast<std::size_t>(steps());
  Mixture mixture{std::vector<float>(windows * horizon), std::vector<float>(horizon)};
  for (std::size_t h = 0; h < horizon; ++h) {
    double variance = 0;
    for (std::size_t w = 0; w < windows; ++w) {
      const double shared = templates_->shared()[w * known + h];
      mixture.rows[w * horizon + h] = static_cast<float>(shared);
      variance += shared * shared / static_cast<double>(windows);
    }
    mixture.own[h] = static_cast<float>(std::sqrt(std::max(0.0, 1 - variance)));
  }
  return mixture;
}

void QuantilePaths::mix_windows(const Mixture& mixture, std::span<float> scores) const {
  const std::size_t windows = templates_->windows();
  const auto horizon = static_cast<std::size_t>(steps());
  for (int path = 0; path < count(); ++path) {
    float* score = scores.data() + static_cast<std::size_t>(path) * horizon;
    const float* multipliers = multipliers_.data() + static_cast<std::size_t>(path) * windows;
    for (std::size_t w = 0; w < windows; ++w) {
      const float* row = mixture.rows.data() + w * horizon;
      for (std::size_t h = 0; h < horizon; ++h) score[h] += multipliers[w] * row[h];
    }
  }
}

void QuantilePaths::draw_scores(const Mixture& mixture, std::size_t series, std::span<float> scores) const {
  const auto horizon = static_cast<std::size_t>(steps());
  const NormalTable& normal = NormalTable::get();
  RandomStream random(seed_, stream_key(ids_[series], forecast_->origin(series)));
  if (simulation_ != nullptr) {
    simulation_->sample(series, scores);
    scores_by_rank(scores, horizon, random);
    for (std::size_t at = 0; at < scores.size(); ++at) scores[at] *= mixture.own[at % horizon];
    mix_windows(mixture, scores);
    return;
  }
  std::fill(scores.begin(), scores.end(), 0.0F);
  mix_windows(mixture, scores);
  for (int path = 0; path < count(); ++path) {
    float* score = scores.data() + static_cast<std::size_t>(path) * horizon;
    for (std::size_t k = 0; k < horizon; ++k) {
      const float drawn = normal(random.next());
      const float* column = mixture.own.data() + k * horizon;
      for (std::size_t h = k; h < horizon; ++h) score[h] += drawn * column[h];
    }
  }
}

void QuantilePaths::sample(std::size_t series, std::span<float> paths) const {
  draw_scores(simulation_ != nullptr ? shared_alone() : mixture_of(series), series, paths);
  const auto horizon = static_cast<std::size_t>(steps());
  for (std::size_t h = 0; h < horizon; ++h) {
    const QuantileCurve curve(CurveLevels::standard(), forecast_->quantiles(series, static_cast<int>(h)));
    const ScoreTable demand(curve);
    for (std::size_t at = h; at < paths.size(); at += horizon) {
      const float value = demand(paths[at]);
      paths[at] = counted_[series] != 0 ? std::round(value) : value;
    }
  }
}

std::unique_ptr<PathSampler> paths_of_quantiles(const Forecaster& forecaster,
                                                std::shared_ptr<const ErrorTemplates> templates,
                                                std::unique_ptr<PathSampler> simulation, const PanelView& view,
                                                int steps, int count, const RunContext& context) {
  const Horizon horizon{steps, CurveLevels::standard().levels(), {}};
  auto forecast = std::make_shared<const QuantileForecast>(forecast_one(forecaster, view, horizon, context));
  std::vector<char> counted;
  for (std::size_t i = 0; i < view.series_count(); ++i) counted.push_back(is_counted(view.series(i)) ? 1 : 0);
  return std::make_unique<QuantilePaths>(view, std::move(forecast), std::move(counted), std::move(templates),
                                         std::move(simulation), count, context.seed);
}

}  // namespace demandcast
