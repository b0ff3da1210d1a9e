// Departments and categories, and what all their series share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/synthetic/season.h"

namespace demandcast::synthetic {

struct Category {
  const char* department;
  const char* name;
  Family family;
  double list_price;  ///< median of its standard price tier
};

std::span<const Category> categories();
std::span<const char* const> brands();

/// Drawn from a stream keyed by the category's name, so that it depends on the seed and the name alone.
struct CategoryDraws {
  double elasticity = 0;          ///< mean of its series', negative
  double growth = 0;              ///< of the logarithm of demand, a year
  std::vector<double> embedding;  ///< [width]
};
CategoryDraws draw_category(std::uint64_t seed, const Category& category, int embedding_width);

/// Drawn from a stream keyed by the brand's name.
struct BrandDraws {
  double popularity = 1, price = 1;  ///< factors
  std::vector<double> embedding;     ///< [width]
};
BrandDraws draw_brand(std::uint64_t seed, const char* brand, int embedding_width);

/// [7] Monday to Sunday, factors of mean 1 that a department's series share; keyed by its name.
std::vector<double> draw_weekdays(std::uint64_t seed, const char* department);

}  // namespace demandcast::synthetic
