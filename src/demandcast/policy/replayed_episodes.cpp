// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/replayed_episodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostSlots = 16, kMostAges = 8;

}  // namespace

PolicyHistory::PolicyHistory(std::size_t products, std::size_t period_count, std::size_t facts)
    : periods(period_count), feature_count(outlook_features().size() + facts) {
  for (std::vector<double>* column : {&level, &reorder_point, &unit, &bound, &demand})
    column->assign(products * period_count, 0.0);
  curve.assign(products * period_count * kCurveKnots, 0.0F);
  features.assign(products * period_count * feature_count, 0.0F);
  grain.assign(products, 0.0);
  first.assign(products, period_count);
  end.assign(products, period_count);
}

void PolicyHistory::record(std::size_t product, std::size_t period, const Outlook& outlook, double demand_of_period) {
  const std::size_t cell = product * periods + period;
  level[cell] = outlook.level;
  reorder_point[cell] = outlook.reorder_point;
  unit[cell] = outlook.unit;
  bound[cell] = outlook.bound;
  demand[cell] = demand_of_period;
  std::copy(outlook.curve.begin(), outlook.curve.end(),
            curve.begin() + static_cast<std::ptrdiff_t>(cell * kCurveKnots));
  std::copy(outlook.features.begin(), outlook.features.end(),
            features.begin() + static_cast<std::ptrdiff_t>(cell * feature_count));
  grain[product] = outlook.grain;
  first[product] = std::min(first[product], period);
  end[product] = period + 1;
}

std::string PolicyHistory::fingerprint() const {
  Checksum sum;
  for (const std::vector<double>* column : {&level, &reorder_point, &unit, &bound, &demand, &grain}) {
    sum.add_values(std::span<const double>(*column));
  }
  sum.add_values(std::span<const float>(curve));
  sum.add_values(std::span<const float>(features));
  return sum.hex();
}

ReplayedEpisodes::ReplayedEpisodes(std::span<const ItemEconomics> items, const PolicyHistory& history, std::size_t from,
                                   std::size_t to, std::size_t length, Draw draw, std::uint64_t seed)
    : items_(items),
      history_(history),
      from_(from),
      to_(to),
      length_(length),
      draw_(draw),
      seed_(seed),
      inputs_(inputs_for(items, history.feature_count)) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::size_t first = std::max(from, history.first[i]), end = std::min(to, history.end[i]);
    if (first + length <= end && (draw == Draw::kAny || first == from)) products_.push_back(i);
  }
  if (products_.empty()) {
    throw DataError(fmt::format(
        "no series has the {} periods that an episode takes (lead time, and what follows) within the {} "
        "periods to train or validate on; replay more (--periods), or leave out series with long lead times",
        length, to - from));
  }
  share_out();
}

/// What a product's uncertain demand costs at least, were it normal: (holding + shortage) density(z) unit.
double ReplayedEpisodes::money_of(std::size_t product) const {
  const ItemEconomics& item = items_[product];
  const double z = normal_quantile(std::clamp(item.critical_ratio(), 1e-6, 1 - 1e-6));
  const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
  const std::size_t cell = product * history_.periods;
  const auto units =
      std::span(history_.unit).subspan(cell + history_.first[product], history_.end[product] - history_.first[product]);
  const double unit = std::accumulate(units.begin(), units.end(), 0.0) / static_cast<double>(units.size());
  return (item.surplus_cost() + item.shortage_cost()) * density * unit;
}

std::size_t ReplayedEpisodes::drawn_place(double level) const {
  const auto found = std::upper_bound(up_to_.begin(), up_to_.end(), level * up_to_.back());
  return std::min(static_cast<std::size_t>(found - up_to_.begin()), up_to_.size() - 1);
}

void ReplayedEpisodes::share_out() {
  std::vector<double> money;
  for (const std::size_t product : products_) money.push_back(money_of(product));
  const double sum = std::accumulate(money.begin(), money.end(), 0.0), many = static_cast<double>(money.size());
  for (std::size_t i = 0; i < money.size(); ++i) {
    const double share = sum > 0 ? 0.5 / many + 0.5 * money[i] / sum : 1 / many;
    up_to_.push_back(share + (i > 0 ? up_to_.back() : 0));
  }
}

void ReplayedEpisodes::fill(std::uint64_t draw, Episode& episode) const {
  RandomStream stream(seed_, stream_key("replayed episode", static_cast<std::int64_t>(draw)));
  const std::size_t place = draw_ == Draw::kAny ? drawn_place(stream.uniform()) : draw % products_.size();
  const std::size_t product = products_[place];
  const ItemEconomics& item = items_[product];
  const std::size_t first = std::max(from_, history_.first[product]);
  const std::size_t last = std::min(to_, history_.end[product]) - length_;
  const std::size_t start =
      draw_ == Draw::kAny ? first + static_cast<std::size_t>(stream.below(static_cast<std::int64_t>(last - first) + 1))
                          : first;
  const std::size_t cell = product * history_.periods + start;
  const auto copy = [&](const std::vector<double>& from, std::vector<double>& to) {
    std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(cell), length_, to.begin());
  };
  episode.item = &item;
  episode.weight = draw_ == Draw::kAny ? 1 / (share_of(place) * static_cast<double>(products_.size())) : 1;
  episode.grain = history_.grain[product];
  copy(history_.level, episode.levels);
  copy(history_.reorder_point, episode.reorder_points);
  copy(history_.unit, episode.units);
  copy(history_.bound, episode.bounds);
  copy(history_.demand, episode.demand);
  std::copy_n(history_.curve.begin() + static_cast<std::ptrdiff_t>(cell * kCurveKnots), length_ * kCurveKnots,
              episode.curves.begin());
  const std::size_t recorded = history_.feature_count, told = inputs_.features;
  for (std::size_t t = 0; t < length_; ++t) {
    std::copy_n(history_.features.begin() + static_cast<std::ptrdiff_t>((cell + t) * recorded), recorded,
                episode.features.begin() + static_cast<std::ptrdiff_t>(t * told));
  }
  episode.start_stock = episode.levels.front();
  episode.first_review = draw_ == Draw::kAny ? static_cast<int>(stream.below(item.review_period)) : 0;
  for (int& lead : episode.lead_times) lead = item.lead_time.at(stream.uniform());
  draw_prices(stream, episode);
}

void ReplayedEpisodes::set_prices(const StoragePrices& prices) {
  prices.check();
  prices_ = prices;
  inputs_.features = history_.feature_count + (prices.any() ? 1 : 0);
}

void ReplayedEpisodes::draw_prices(RandomStream& stream, Episode& episode) const {
  std::fill(episode.storage_prices.begin(), episode.storage_prices.end(), 0.0);
  if (!prices_.any()) return;
  constexpr double kNone = 0.25;
  const auto drawn = [&] {
    const double level = stream.uniform(), place = stream.uniform();
    return level < kNone ? 0 : prices_.lowest * std::pow(prices_.highest / prices_.lowest, place);
  };
  const double before = drawn(), after = drawn();
  const auto changes = static_cast<std::size_t>(stream.below(static_cast<std::int64_t>(length_)));
  for (std::size_t t = 0; t < length_; ++t) {
    episode.storage_prices[t] = t < changes ? before : after;
    episode.features[(t + 1) * inputs_.features - 1] = storage_price_feature(*episode.item, episode.storage_prices[t]);
  }
}

PolicyInputs inputs_for(std::span<const ItemEconomics> items, std::size_t feature_count) {
  PolicyInputs inputs;
  for (const ItemEconomics& item : items) {
    const StockState state = StockState::empty(item);
    inputs.pipeline = std::max(inputs.pipeline, std::min(kMostSlots, state.pipeline.size()));
    if (item.is_perishable()) inputs.ages = std::max(inputs.ages, std::min(kMostAges, state.stock.size()));
  }
  inputs.features = feature_count;
  return inputs;
}

}  // namespace demandcast
