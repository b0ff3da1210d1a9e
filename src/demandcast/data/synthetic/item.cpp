// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/item.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace demandcast::synthetic {
namespace {

constexpr std::array<const char*, 3> kTiers{"budget", "standard", "premium"};
constexpr std::array<double, 3> kTierPrice{0.6, 1.0, 1.8};
constexpr std::array<double, 3> kTierDemand{1.3, 1.0, 0.6};
constexpr std::array<const char*, 6> kColours{"black", "white", "red", "blue", "green", "natural"};
constexpr std::array<std::int64_t, 4> kPacks{1, 6, 12, 24};
constexpr std::array<double, 4> kLeadDays{3, 7, 14, 28};

bool is_launch(const SyntheticCatalogueOptions& options, std::uint64_t seed, std::int64_t index) {
  return index > 0 && series_stream(seed, index, "launch").uniform() < options.launch_share;
}

/// An earlier series that is no launch itself, so that it does not depend on how many series follow.
std::int64_t find_look_alike(const SyntheticCatalogueOptions& options, std::uint64_t seed, std::int64_t index) {
  std::int64_t candidate = series_stream(seed, index, "look-alike").below(index);
  while (is_launch(options, seed, candidate)) --candidate;
  return candidate;
}

Attributes draw_attributes(const SyntheticCatalogueOptions& options, std::uint64_t seed, std::int64_t index) {
  RandomStream stream = series_stream(seed, index, "attributes");
  Attributes a;
  a.category = static_cast<std::size_t>(stream.below(static_cast<std::int64_t>(categories().size())));
  a.brand = static_cast<std::size_t>(stream.below(static_cast<std::int64_t>(brands().size())));
  a.tier = static_cast<std::size_t>(stream.below(kTiers.size()));
  a.colour = static_cast<std::size_t>(stream.below(kColours.size()));
  a.intermittent = stream.uniform() < options.intermittent_share;
  const int width = static_cast<int>(options.embedding);
  const CategoryDraws category = draw_category(seed, categories()[a.category], width);
  const BrandDraws brand = draw_brand(seed, brands()[a.brand], width);
  const double spread = stream.normal(), seldom = stream.uniform();
  a.log_base = a.intermittent ? std::log(0.1) + seldom * std::log(5.0)
                              : std::log(options.weekly_demand * kTierDemand[a.tier] * brand.popularity) + 0.9 * spread;
  for (std::size_t k = 0; k < category.embedding.size(); ++k) {
    a.embedding.push_back(category.embedding[k] + brand.embedding[k] + 0.2 * stream.normal());
  }
  return a;
}

Attributes resemble(Attributes a, RandomStream stream) {
  a.log_base += 0.25 * stream.normal();
  for (double& value : a.embedding) value += 0.05 * stream.normal();
  return a;
}

double cents(double price) { return std::max(0.05, std::round(price * 100) / 100); }

void draw_economics(Item& item, RandomStream stream) {
  item.cost = cents(item.list_price * (0.4 + 0.3 * stream.uniform()));
  item.salvage = cents(item.cost * (0.2 + 0.5 * stream.uniform()));
  item.lead_days = kLeadDays[static_cast<std::size_t>(stream.below(kLeadDays.size()))];
  item.pack_size = item.attributes.intermittent ? 1 : kPacks[static_cast<std::size_t>(stream.below(kPacks.size()))];
  item.min_order = item.pack_size * (1 + stream.below(3));
}

}  // namespace

std::string series_id(std::int64_t index) { return fmt::format("S{:07}", index); }
const char* tier_name(std::size_t tier) { return kTiers[tier]; }
const char* colour_name(std::size_t colour) { return kColours[colour]; }

RandomStream series_stream(std::uint64_t seed, std::int64_t index, std::string_view subject) {
  return {seed, stream_key(fmt::format("series/{}/{}", series_id(index), subject))};
}

Item make_item(const SyntheticCatalogueOptions& options, std::uint64_t seed, std::int64_t index) {
  Item item;
  item.id = series_id(index);
  if (is_launch(options, seed, index)) {
    item.look_alike = find_look_alike(options, seed, index);
    item.launch_at = 0.25 + 0.6 * series_stream(seed, index, "launch date").uniform();
    item.attributes =
        resemble(draw_attributes(options, seed, item.look_alike), series_stream(seed, index, "resemblance"));
  } else {
    item.attributes = draw_attributes(options, seed, index);
  }
  const Category& category = categories()[item.attributes.category];
  const CategoryDraws shared = draw_category(seed, category, 0);
  RandomStream stream = series_stream(seed, index, "parameters");
  item.list_price =
      cents(category.list_price * kTierPrice[item.attributes.tier] *
            draw_brand(seed, brands()[item.attributes.brand], 0).price * std::exp(0.15 * stream.normal()));
  item.elasticity = shared.elasticity * std::exp(0.2 * stream.normal());
  item.promotion_uplift = 0.1 + 0.3 * stream.uniform();
  item.season_strength = options.seasonality * std::exp(0.15 * stream.normal());
  item.growth = shared.growth + 0.05 * stream.normal();
  item.dispersion = item.attributes.intermittent ? 0.5 : options.dispersion * std::exp(0.3 * stream.normal());
  item.views_a_unit = item.attributes.intermittent ? 60 : 8 * std::exp(0.5 * stream.normal());
  draw_economics(item, series_stream(seed, index, "economics"));
  return item;
}

}  // namespace demandcast::synthetic
