// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/paired_bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/parallel.h"
#include "demandcast/core/random.h"
#include "demandcast/core/sample_quantile.h"
#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

constexpr double kLow = 0.025, kHigh = 0.975;
constexpr std::size_t kFewestCutoffs = 3;

/// A period as a random-looking number, so that sums of them tell sets of periods apart [splitmix64, Steele et al.
/// 2014].
std::uint64_t fingerprint(Period period) {
  std::uint64_t x = static_cast<std::uint64_t>(period) + 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return (x ^ (x >> 31)) | 1;
}

/// Losses of several models side by side, so that a resample reads them once.
class LossColumns {
 public:
  explicit LossColumns(std::size_t pairs) : pairs_(pairs) {}

  /// Index of a column; equal columns are stored once.
  std::size_t add(std::vector<double> column) {
    const auto at = std::find(columns_.begin(), columns_.end(), column);
    if (at != columns_.end()) return static_cast<std::size_t>(at - columns_.begin());
    columns_.push_back(std::move(column));
    return columns_.size() - 1;
  }
  std::size_t width() const { return columns_.size(); }
  double total(std::size_t column) const {
    return std::accumulate(columns_[column].begin(), columns_[column].end(), 0.0);
  }
  /// [pair, column]
  std::vector<double> interleaved() const {
    std::vector<double> values(pairs_ * width());
    for (std::size_t c = 0; c < width(); ++c) {
      for (std::size_t pair = 0; pair < pairs_; ++pair) values[pair * width() + c] = columns_[c][pair];
    }
    return values;
  }

 private:
  std::size_t pairs_;
  std::vector<std::vector<double>> columns_;
};

/// A model against its reference, as columns of losses over the pairs that both have.
struct Contest {
  std::size_t model, reference, pairs = 0;
};

Contest make_contest(const PairLosses& model, const PairLosses& reference, LossColumns& columns) {
  std::vector<double> a(model.loss.size(), 0.0), b = a;
  std::size_t shared = 0;
  for (std::size_t pair = 0; pair < a.size(); ++pair) {
    if (model.periods[pair] == 0 || model.periods[pair] != reference.periods[pair]) continue;
    a[pair] = model.loss[pair];
    b[pair] = reference.loss[pair];
    ++shared;
  }
  return {columns.add(std::move(a)), columns.add(std::move(b)), shared};
}

/// Draws series and cutoffs anew and sums the losses of what was drawn.
class Resampler {
 public:
  Resampler(const ScoredPairs& pairs, const LossColumns& columns)
      : pairs_(pairs), width_(columns.width()), values_(columns.interleaved()) {
    for (std::size_t pair = 0; pair < pairs.count(); ++pair) {
      if (pair == 0 || pairs.series[pair] != pairs.series[pair - 1]) ++series_count_;
      rank_of_series_.push_back(series_count_ - 1);
    }
  }

  bool draws_cutoffs() const { return pairs_.cutoffs.size() >= kFewestCutoffs; }
  bool can_draw() const { return series_count_ > 1 || draws_cutoffs(); }

  /// [column] total loss of the resample `draw`.
  std::vector<double> totals(std::uint64_t seed, std::size_t draw) const {
    RandomStream stream(seed, stream_key("paired bootstrap") + draw);
    const std::vector<double> series = counts(stream, series_count_);
    const std::vector<double> cutoffs =
        draws_cutoffs() ? counts(stream, pairs_.cutoffs.size()) : std::vector<double>(pairs_.cutoffs.size(), 1.0);
    std::vector<double> total(width_, 0.0);
    for (std::size_t pair = 0; pair < pairs_.count(); ++pair) {
      const double weight = series[rank_of_series_[pair]] * cutoffs[static_cast<std::size_t>(pairs_.cutoff[pair])];
      if (weight == 0) continue;
      const double* values = values_.data() + pair * width_;
      for (std::size_t c = 0; c < width_; ++c) total[c] += weight * values[c];
    }
    return total;
  }

 private:
  /// How often each of `size` things is among `size` draws with replacement.
  static std::vector<double> counts(RandomStream& stream, std::size_t size) {
    std::vector<double> count(size, 0.0);
    for (std::size_t i = 0; i < size; ++i)
      ++count[static_cast<std::size_t>(stream.below(static_cast<std::int64_t>(size)))];
    return count;
  }

  const ScoredPairs& pairs_;
  std::size_t width_;
  std::vector<double> values_;               ///< [pair, column]
  std::size_t series_count_ = 0;             ///< series that occur
  std::vector<std::size_t> rank_of_series_;  ///< [pair] below series_count_
};

/// NaN of nothing.
double quantile_of(std::span<const double> sorted, double level) {
  return sorted.empty() ? kUndefined : sample_quantile(sorted, level);
}

RelativeDifference summarise(const Contest& contest, const LossColumns& columns,
                             const std::vector<std::vector<double>>& resamples) {
  std::vector<double> relative;
  for (const auto& totals : resamples) {
    const double value = ratio(totals[contest.model], totals[contest.reference]) - 1;
    if (!std::isnan(value)) relative.push_back(value);
  }
  std::sort(relative.begin(), relative.end());
  return {ratio(columns.total(contest.model), columns.total(contest.reference)) - 1, quantile_of(relative, kLow),
          quantile_of(relative, kHigh), contest.pairs};
}

}  // namespace

std::vector<std::size_t> compared_levels(const std::vector<double>& levels) {
  std::vector<std::size_t> deciles, all(levels.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  for (int decile = 1; decile <= 9; ++decile) {
    const auto at = find_level(levels, decile / 10.0);
    if (!at) return all;
    deciles.push_back(*at);
  }
  return deciles;
}

PairLosses pair_losses(const ScoredTable& table, const ScoredPairs& pairs, std::size_t model) {
  const std::vector<std::size_t> levels = compared_levels(table.forecasts.levels);
  PairLosses losses{std::vector<double>(pairs.count(), 0.0), std::vector<std::uint64_t>(pairs.count(), 0)};
  for (const std::size_t row : pairs.rows[model]) {
    const auto pair = static_cast<std::size_t>(pairs.pair[row]);
    losses.periods[pair] += fingerprint(table.forecasts.period[row]);
    for (const std::size_t i : levels) {
      losses.loss[pair] += pinball(table.actual[row], quantile(table, row, i), table.forecasts.levels[i]);
    }
  }
  return losses;
}

std::vector<RelativeDifference> compare_by_bootstrap(
    const ScoredPairs& pairs, const std::vector<PairLosses>& losses,
    const std::vector<std::pair<std::size_t, std::size_t>>& comparisons, int draws, const RunContext& context) {
  LossColumns columns(pairs.count());
  std::vector<Contest> contests;
  for (const auto& [model, reference] : comparisons) {
    contests.push_back(make_contest(losses[model], losses[reference], columns));
  }
  const Resampler resampler(pairs, columns);
  std::vector<std::vector<double>> resamples;
  if (resampler.can_draw()) resamples.resize(static_cast<std::size_t>(std::max(draws, 0)));
  parallel_for(resamples.size(), context, [&](std::size_t i) { resamples[i] = resampler.totals(context.seed, i); });
  std::vector<RelativeDifference> differences;
  for (const Contest& contest : contests) differences.push_back(summarise(contest, columns, resamples));
  return differences;
}

}  // namespace demandcast
