// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/analogue_choice.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "demandcast/core/hashed.h"

namespace demandcast {
namespace {

AnalogueChoice alike(const LaunchBook& book, std::vector<std::size_t> launches, const LaunchQuestion& question,
                     std::size_t most, Likeness likeness) {
  std::vector<std::uint64_t> keys;
  for (const std::size_t launch : launches) keys.push_back(book[launch].key);
  const std::vector<double> equal(launches.size(), 0.0);
  const std::vector<std::size_t> chosen = nearest(equal, keys, question.key, most);
  AnalogueChoice choice;
  choice.likeness = likeness;
  for (const std::size_t place : chosen) {
    choice.analogues.push_back({launches[place], 1.0 / static_cast<double>(chosen.size())});
  }
  return choice;
}

/// The launches of the product's narrowest category that has enough of them; all of them where none has.
AnalogueChoice of_category(const LaunchBook& book, const SeriesPools& pools, const ChoiceLimits& limits,
                           const LaunchQuestion& question, const std::vector<std::size_t>& launches) {
  for (std::size_t depth = pools.depth(); depth > 0; --depth) {
    const std::size_t broadness = pools.count(pools.depth()) / pools.count(depth);
    std::vector<std::size_t> same;
    std::ranges::copy_if(launches, std::back_inserter(same), [&](std::size_t launch) {
      return book[launch].pool / broadness == question.pool / broadness;
    });
    if (same.size() < limits.fewest) continue;
    return alike(book, std::move(same), question, limits.most, Likeness::kCategory);
  }
  return alike(book, launches, question, limits.most, Likeness::kCatalogue);
}

}  // namespace

double LaunchKernel::distance(std::span<const float> apart) const {
  double sum = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) sum += weights[k] * static_cast<double>(apart[k]);
  return sum;
}

std::vector<std::size_t> candidates(const LaunchBook& book, const LaunchQuestion& question) {
  std::vector<std::size_t> older, begun;
  for (std::size_t launch = 0; launch < book.size(); ++launch) {
    const std::size_t known = book.known(launch, question.origin);
    if (known == 0 || book[launch].key == question.key) continue;
    begun.push_back(launch);
    if (known > question.sold.size()) older.push_back(launch);
  }
  return older.empty() ? begun : older;
}

std::vector<std::size_t> nearest(std::span<const double> distances, std::span<const std::uint64_t> keys,
                                 std::uint64_t key, std::size_t most) {
  std::vector<std::pair<double, std::uint64_t>> order;
  for (std::size_t i = 0; i < distances.size(); ++i) order.emplace_back(distances[i], hashed(keys[i] ^ key));
  std::vector<std::size_t> places(distances.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  const std::size_t kept = std::min(most, places.size());
  const auto middle = places.begin() + static_cast<std::ptrdiff_t>(kept);
  std::ranges::partial_sort(places, middle, {}, [&](std::size_t place) { return order[place]; });
  places.resize(kept);
  return places;
}

std::vector<double> kernel_weights(std::span<const double> rising) {
  std::vector<double> weights;
  for (const double distance : rising) weights.push_back(std::exp(rising.front() - distance));
  const double sum = std::reduce(weights.begin(), weights.end());
  for (double& weight : weights) weight /= sum;
  return weights;
}

AnalogueChoice choose_analogues(const LaunchBook& book, const TraitSet& traits, const LaunchKernel& kernel,
                                const SeriesPools& pools, const ChoiceLimits& limits, const LaunchQuestion& question) {
  const std::vector<std::size_t> launches = candidates(book, question);
  if (launches.size() < limits.fewest) return {};
  if (limits.category_only) {
    AnalogueChoice choice = of_category(book, pools, limits, question, launches);
    if (choice.likeness == Likeness::kCategory || pools.depth() == 0) choice.likeness = Likeness::kSimilar;
    return choice;
  }
  std::vector<double> distances;
  std::vector<std::uint64_t> keys;
  std::vector<float> apart(traits.count());
  for (const std::size_t launch : launches) {
    traits.compare(*question.traits, question.start, book[launch].traits, book[launch].start, apart);
    distances.push_back(kernel.distance(apart));
    keys.push_back(book[launch].key);
  }
  const std::vector<std::size_t> chosen = nearest(distances, keys, question.key, limits.most);
  if (distances[chosen.front()] > kernel.farthest) return of_category(book, pools, limits, question, launches);
  std::vector<double> rising;
  for (const std::size_t place : chosen) rising.push_back(distances[place]);
  const std::vector<double> weights = kernel_weights(rising);
  AnalogueChoice choice;
  for (std::size_t i = 0; i < chosen.size(); ++i) choice.analogues.push_back({launches[chosen[i]], weights[i]});
  return choice;
}

}  // namespace demandcast
