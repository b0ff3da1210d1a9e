// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/bin_edges.h"

#include <algorithm>
#include <limits>

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

constexpr std::uint32_t kSixteen = 16;
static_assert(kMostEdges <= kSixteen * kSixteen);

/// How many of sixteen are below the value. All are looked at: that is quicker than to guess where to stop.
std::uint32_t count_below(const float* sixteen, float value) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < kSixteen; ++i) count += sixteen[i] < value ? 1 : 0;
  return count;
}

/// With infinities, to a multiple of sixteen and at least to `size`.
void fill_up(std::vector<float>& values, std::size_t size) {
  size = std::max(size, (values.size() + kSixteen - 1) / kSixteen * kSixteen);
  values.resize(size, std::numeric_limits<float>::infinity());
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
  for (std::uint32_t f = 0; f < feature_count(); ++f) add_sixteens(of(f));
}

BinEdges BinEdges::of_quantiles(std::vector<std::vector<float>> values, int bins) {
  BinEdges all;
  for (std::vector<float>& of_feature : values) {
    const std::vector<float> edges = edges_of(of_feature, bins);
    all.edges_.insert(all.edges_.end(), edges.begin(), edges.end());
    all.offsets_.push_back(std::ssize(all.edges_));
    all.add_sixteens(edges);
    std::vector<float>().swap(of_feature);
  }
  return all;
}

void BinEdges::add_sixteens(std::span<const float> edges) {
  starts_.push_back(sixteens_.size());
  for (std::size_t last = kSixteen - 1; last + 1 < edges.size(); last += kSixteen) sixteens_.push_back(edges[last]);
  fill_up(sixteens_, starts_.back() + kSixteen);
  sixteens_.insert(sixteens_.end(), edges.begin(), edges.end());
  fill_up(sixteens_, starts_.back() + 2 * kSixteen);
}

Bin BinEdges::bin(std::uint32_t feature, float value) const {
  const float* const lasts = sixteens_.data() + starts_[feature];
  const std::uint32_t sixteen = count_below(lasts, value);
  return static_cast<Bin>(1 + kSixteen * sixteen + count_below(lasts + kSixteen * (1 + sixteen), value));
}

}  // namespace demandcast
