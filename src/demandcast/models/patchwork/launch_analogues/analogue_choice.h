// Which launches a young product is like, and how much each counts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/calibrated/past/series_pools.h"
#include "demandcast/models/patchwork/launch_analogues/launch_book.h"

namespace demandcast {

/// A young product as known at an origin.
struct LaunchQuestion {
  std::uint64_t key = 0;  ///< stream_key of its id; a launch of that key is itself, and no analogue
  Period origin = 0, start = 0;
  const ProductTraits* traits = nullptr;
  std::size_t pool = 0;
  std::span<const float> sold = {};  ///< [age] its own demand up to the origin without its season; NaN = not known
};

struct Analogue {
  std::size_t launch = 0;  ///< of the book
  double weight = 0;       ///< all together 1
};

/// Whether a product is like others that were launched, or unlike all and held to be as those of its category, or of
/// the catalogue, were.
enum class Likeness { kSimilar, kCategory, kCatalogue };

struct AnalogueChoice {
  std::vector<Analogue> analogues;  ///< the nearest first; empty where there are too few launches
  Likeness likeness = Likeness::kSimilar;
};

/// A launch counts exp(-distance), its distance the weighted sum of its differences (product_traits.h).
struct LaunchKernel {
  std::vector<double> weights;  ///< [trait]
  double farthest = 0;          ///< distance to the nearest launch beyond which a product is like none
  double distance(std::span<const float> apart) const;
};

struct ChoiceLimits {
  std::size_t most = 1'000, fewest = 5;
  bool category_only = false;  ///< every launch of the category alike, in place of the kernel
};

/// Launches that were older at the origin than the product is (where there are none, all that had begun).
std::vector<std::size_t> candidates(const LaunchBook& book, const LaunchQuestion& question);

/// Places of the `most` smallest distances, rising; of equal ones, those that chance (by keys) puts first.
std::vector<std::size_t> nearest(std::span<const double> distances, std::span<const std::uint64_t> keys,
                                 std::uint64_t key, std::size_t most);

/// The analogues of a product. Where the nearest is farther than the kernel's farthest, launches of its category, all
/// alike (likeness kCategory), the narrowest that has limits.fewest; else of the catalogue (kCatalogue).
/// O(launches * traits).
AnalogueChoice choose_analogues(const LaunchBook& book, const TraitSet& traits, const LaunchKernel& kernel,
                                const SeriesPools& pools, const ChoiceLimits& limits, const LaunchQuestion& question);

/// Weights of launches at rising distances: exp(nearest - distance), together 1.
std::vector<double> kernel_weights(std::span<const double> rising);

}  // namespace demandcast
