// One series' unchanging facts: its attributes, its economics and the parameters of its demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/data/synthetic/category_tree.h"
#include "demandcast/data/synthetic_catalogue.h"

namespace demandcast::synthetic {

/// What a shopper sees. A launch has those of the series that it resembles.
struct Attributes {
  std::size_t category = 0, brand = 0, tier = 0, colour = 0;
  std::vector<double> embedding;  ///< [width]
  double log_base = 0;            ///< logarithm of base demand a week
  bool intermittent = false;
};

struct Item {
  std::string id;
  Attributes attributes;
  std::int64_t look_alike = -1;  ///< index of the series that a launch resembles; -1: no launch
  double launch_at = 0;          ///< fraction of the history at which a launch begins
  double list_price = 0;         ///< with two decimals
  double elasticity = 0, promotion_uplift = 0, season_strength = 0, growth = 0, dispersion = 0, views_a_unit = 0;
  double cost = 0, salvage = 0, lead_days = 0;
  std::int64_t pack_size = 1, min_order = 1;
};

std::string series_id(std::int64_t index);
/// The stream of one subject ("price", "demand", ...) of a series: drawing more of one moves no other.
RandomStream series_stream(std::uint64_t seed, std::int64_t index, std::string_view subject);
const char* tier_name(std::size_t tier);
const char* colour_name(std::size_t colour);

Item make_item(const SyntheticCatalogueOptions& options, std::uint64_t seed, std::int64_t index);

}  // namespace demandcast::synthetic
