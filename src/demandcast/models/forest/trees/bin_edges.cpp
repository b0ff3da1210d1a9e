// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/bin_edges.h"

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostEdges = 253;

/// The values that close a bin: the last of every so many, each once, without the largest of all.
std::vector<float> edges_of(std::vector<float>& values, int bins) {
  std::ranges::sort(values);
  std::vector<float> edges;
  const std::size_t count = values.size();
  for (int bin = 1; bin < bins && count > 0; ++bin) {
    const float edge =
        values[std::min(count - 1, count * static_cast<std::size_t>(bin) / static_cast<std::size_t>(bins))];
    if (edge < values.back() && (edges.empty() || edges.back() < edge)) edges.push_back(edge);
  }
  return edges;
}

}  // namespace

BinEdges::BinEdges(std::vector<std::int64_t> offsets, std::vector<float> edges)
    : offsets_(std::move(offsets)), edges_(std::move(edges)) {
  bool sound = !offsets_.empty() && offsets_.front() == 0 && offsets_.back() == std::ssize(edges_) &&
               std::ranges::is_sorted(offsets_);
  for (std::uint32_t f = 0; sound && f < feature_count(); ++f) {
    sound = of(f).size() <= kMostEdges && std::ranges::is_sorted(of(f));
  }
  if (!sound) throw FormatError("[forest] the edges of the features' bins make no sense; fit the model again");
}

BinEdges BinEdges::of_quantiles(std::vector<std::vector<float>> values, int bins) {
  BinEdges all;
  for (std::vector<float>& of_feature : values) {
    const std::vector<float> edges = edges_of(of_feature, bins);
    all.edges_.insert(all.edges_.end(), edges.begin(), edges.end());
    all.offsets_.push_back(std::ssize(all.edges_));
    std::vector<float>().swap(of_feature);
  }
  return all;
}

Bin BinEdges::bin(std::uint32_t feature, float value) const {
  const std::span<const float> edges = of(feature);
  const float* first = edges.data();  // a lower bound without branches: which way it goes cannot be guessed
  std::size_t count = edges.size();
  while (count > 0) {
    const std::size_t half = (count + 1) / 2;
    first += first[half - 1] < value ? half : 0;
    count -= half;
  }
  return static_cast<Bin>(1 + (first - edges.data()));
}

}  // namespace demandcast
