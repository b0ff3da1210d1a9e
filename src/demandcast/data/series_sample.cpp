// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/series_sample.h"

#include <bit>
#include <cmath>
#include <iterator>

#include "demandcast/core/checksum.h"

namespace demandcast {
namespace {

constexpr std::int32_t kLeftOut = -1, kNotMet = -2;

}  // namespace

std::int32_t SeriesSample::slot_of(const std::string& id, bool may_add) {
  // The store parts series by the front bits of the same hash: here its halves change places.
  const std::uint64_t hash = std::rotl(hash_of(id), 32);
  if (slots_.size() == most_ && slots_.rbegin()->first.first < hash) return kLeftOut;
  Rank rank{hash, id};
  if (slots_.size() == most_ && slots_.rbegin()->first < rank) return kLeftOut;
  if (const auto known = slots_.find(rank); known != slots_.end()) return known->second;
  if (!may_add) return kLeftOut;
  if (slots_.size() == most_) {
    const auto last = std::prev(slots_.end());
    series_[static_cast<std::size_t>(last->second)] = {};
    kept_[static_cast<std::size_t>(last->second)] = false;
    slots_.erase(last);
  }
  const auto slot = static_cast<std::int32_t>(series_.size());
  slots_.emplace(std::move(rank), slot);
  series_.emplace_back();
  kept_.push_back(true);
  return slot;
}

void SeriesSample::add(const TextColumn& ids, std::size_t begin, std::span<const std::int32_t> dates) {
  add(ids, begin, dates, &Series::dates);
}

void SeriesSample::add_plans(const TextColumn& ids, std::size_t begin, std::span<const std::int32_t> dates) {
  add(ids, begin, dates, &Series::plans);
}

void SeriesSample::add(const TextColumn& ids, std::size_t begin, std::span<const std::int32_t> dates, Dates kind) {
  std::vector<std::int32_t> slot_of_word(ids.dictionary.size(), kNotMet);
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const std::int32_t word = ids.codes[begin + i];
    if (word < 0 || dates[i] < 0) continue;
    std::int32_t& slot = slot_of_word[static_cast<std::size_t>(word)];
    if (slot == kNotMet) slot = slot_of(ids.dictionary[static_cast<std::size_t>(word)], kind == &Series::dates);
    if (slot < 0 || !kept_[static_cast<std::size_t>(slot)]) continue;
    (series_[static_cast<std::size_t>(slot)].*kind).push_back(dates[i]);
  }
}

double SeriesSample::estimate() const {
  const auto kept = static_cast<double>(slots_.size());
  if (slots_.size() < most_) return kept;
  return (kept - 1) / std::ldexp(static_cast<double>(slots_.rbegin()->first.first), -64);
}

std::vector<const SeriesSample::Series*> SeriesSample::series() const {
  std::vector<const Series*> all;
  for (const auto& [rank, slot] : slots_) all.push_back(&series_[static_cast<std::size_t>(slot)]);
  return all;
}

}  // namespace demandcast
