// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/out_of_bag.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "demandcast/core/hashed.h"
#include "demandcast/core/parallel.h"

namespace demandcast {
namespace {

constexpr std::array<double, 9> kDeciles{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
constexpr std::size_t kRowsOfABlock = 64;

std::size_t block_count(std::size_t rows) { return (rows + kRowsOfABlock - 1) / kRowsOfABlock; }

/// How far along the row lies from which a set of features is taken.
std::size_t shift_of(std::span<const std::uint32_t> set, std::size_t rows) {
  std::uint64_t key = 1;
  for (const std::uint32_t feature : set) key = hashed(key ^ feature);
  return 1 + key % (rows - 1);
}

}  // namespace

/// One thread's way to ask about one row, as it is and with features of another row.
class OutOfBag::Question {
 public:
  explicit Question(const OutOfBag& all)
      : all_(all),
        distribution_(all.forest_.grid(), all.forest_.tree_count()),
        bins_(all.training_.rows.feature_count()) {}

  /// Takes up a row whose leaves are not known yet, and keeps them in it.
  void find_leaves(Asked& asked) {
    all_.training_.rows.read(asked.row.row, bins_);
    for (const std::uint32_t tree : asked.trees) asked.leaves.push_back(all_.forest_.tree(tree).leaf_of(bins_));
    start(asked);
  }
  void start(const Asked& asked) {
    all_.training_.rows.read(asked.row.row, bins_);
    distribution_.clear();
    for (std::size_t t = 0; t < asked.trees.size(); ++t) distribution_.add(targets(asked, t, asked.leaves[t]));
  }
  double loss(const Asked& asked) const { return all_.loss_of(distribution_, asked); }

  /// The rise of the row's loss with the features of `set` as `other` has them; the row is then as before.
  double rise(const Asked& asked, std::span<const std::uint32_t> set, std::uint32_t other) {
    for (const std::uint32_t feature : set) bins_[feature] = all_.training_.rows.at(other, feature);
    moves_.clear();
    for (std::size_t t = 0; t < asked.trees.size(); ++t) {
      const std::uint32_t leaf = all_.forest_.tree(asked.trees[t]).leaf_of(bins_);
      if (leaf != asked.leaves[t]) moves_.emplace_back(t, leaf);
    }
    for (const std::uint32_t feature : set) bins_[feature] = all_.training_.rows.at(asked.row.row, feature);
    if (moves_.empty()) return 0;
    for (const auto& [t, leaf] : moves_) move(targets(asked, t, asked.leaves[t]), targets(asked, t, leaf));
    const double rise = loss(asked) - asked.loss;
    for (const auto& [t, leaf] : moves_) move(targets(asked, t, leaf), targets(asked, t, asked.leaves[t]));
    return rise;
  }

 private:
  void move(std::span<const TargetCode> from, std::span<const TargetCode> to) {
    distribution_.take_back(from);
    distribution_.add(to);
  }
  std::span<const TargetCode> targets(const Asked& asked, std::size_t t, std::uint32_t leaf) const {
    return all_.forest_.tree(asked.trees[t]).targets(leaf);
  }

  const OutOfBag& all_;
  GridDistribution distribution_;
  std::vector<Bin> bins_;                                     ///< [feature]
  std::vector<std::pair<std::size_t, std::uint32_t>> moves_;  ///< place among the row's trees, leaf
};

OutOfBag::OutOfBag(const Forest& forest, const TrainingRows& training, const ForestOptions& options, std::uint64_t seed,
                   std::span<const Row> rows, const RunContext& context)
    : forest_(forest), training_(training) {
  std::vector<std::uint32_t> drawing;  // others learnt from all series
  for (std::uint32_t tree = 0; tree < forest.tree_count(); ++tree) {
    const auto drawn = [&](std::uint64_t block) { return Forest::times_drawn(options, seed, tree, block) > 0; };
    if (std::ranges::any_of(training.blocks, drawn)) drawing.push_back(tree);
  }
  for (const Row& row : rows) {
    Asked asked{row, {}, {}};
    for (const std::uint32_t tree : drawing) {
      if (Forest::times_drawn(options, seed, tree, training.blocks[row.row]) == 0) asked.trees.push_back(tree);
    }
    if (!asked.trees.empty()) rows_.push_back(std::move(asked));
  }
  parallel_for(block_count(rows_.size()), context, [&](std::size_t block) {
    Question question(*this);
    const std::size_t end = std::min(rows_.size(), (block + 1) * kRowsOfABlock);
    for (std::size_t i = block * kRowsOfABlock; i < end; ++i) {
      question.find_leaves(rows_[i]);
      rows_[i].loss = question.loss(rows_[i]);
    }
  });
  for (const Asked& asked : rows_) {
    sold_ += asked.row.scale * training.grid.value(training.targets[asked.row.row]);
    loss_ += asked.loss;
  }
  loss_ = sold_ > 0 ? unit() * loss_ : std::numeric_limits<double>::quiet_NaN();
}

double OutOfBag::unit() const { return 2 / (kDeciles.size() * sold_); }

std::vector<OutOfBag::Change> OutOfBag::permuted(std::span<const std::vector<std::uint32_t>> sets,
                                                 const RunContext& context) const {
  const std::size_t count = rows_.size();
  std::vector<Change> changes(sets.size());
  if (count < 2 || !(sold_ > 0)) return changes;
  std::vector<double> rises(sets.size() * count, 0);  // [set, row]
  parallel_for(block_count(count), context, [&](std::size_t block) {
    Question question(*this);
    const std::size_t end = std::min(count, (block + 1) * kRowsOfABlock);
    for (std::size_t i = block * kRowsOfABlock; i < end; ++i) {
      question.start(rows_[i]);
      for (std::size_t s = 0; s < sets.size(); ++s) {
        const std::uint32_t other = rows_[(i + shift_of(sets[s], count)) % count].row.row;
        rises[s * count + i] = unit() * question.rise(rows_[i], sets[s], other);
      }
    }
  });
  for (std::size_t s = 0; s < sets.size(); ++s) changes[s] = change_of({rises.data() + s * count, count});
  return changes;
}

OutOfBag::Change OutOfBag::change_of(std::span<const double> rises) const {
  Change change;
  std::map<std::uint64_t, double> of_series;
  for (std::size_t i = 0; i < rises.size(); ++i) {
    of_series[training_.blocks[rows_[i].row.row]] += rises[i];
    change.rise += rises[i];
  }
  const double mean = change.rise / static_cast<double>(of_series.size());
  double squares = 0;
  for (const auto& [series, rise] : of_series) squares += (rise - mean) * (rise - mean);
  change.error = std::sqrt(squares);
  return change;
}

double OutOfBag::loss_of(const GridDistribution& distribution, const Asked& asked) const {
  std::array<double, kDeciles.size()> values{};
  distribution.quantiles(kDeciles, values);
  const double y = training_.grid.value(training_.targets[asked.row.row]);
  double loss = 0;
  for (std::size_t q = 0; q < kDeciles.size(); ++q) {
    loss += std::max(kDeciles[q] * (y - values[q]), (kDeciles[q] - 1) * (y - values[q]));
  }
  return asked.row.scale * loss;
}

}  // namespace demandcast
