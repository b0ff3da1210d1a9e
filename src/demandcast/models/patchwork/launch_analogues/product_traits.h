// What makes products alike: categories, price tier, numbers, embeddings, and when they were launched.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

enum class TraitKind : std::uint8_t { kCategory, kNumber, kEmbedding, kPrice, kRecency, kSeason };

struct Trait {
  std::string name;  ///< of the column; "recency" and "season of launch" are no columns
  TraitKind kind = TraitKind::kCategory;
  int width = 1;     ///< numbers of a product, above 1 for embeddings only; 0 for categories, recency and season
  double scale = 1;  ///< difference that counts as one
};

/// The traits of one product, in the order of the catalogue's.
struct ProductTraits {
  std::vector<std::uint64_t> categories;  ///< hashed; 0 = not given
  std::vector<float> numbers;             ///< NaN = not given; prices as logarithms
};

class TraitSet {
 public:
  TraitSet() = default;
  TraitSet(std::vector<Trait> traits, Period year);
  /// `attributes`: names of statics, "all" or "none"; `price`: a known-future column or empty; the static `apart` is no
  /// attribute. Scales are 1. Throws ConfigError for a name that is no static.
  static TraitSet of(const PanelView& view, const std::string& attributes, const std::string& price,
                     const std::string& apart);

  const std::vector<Trait>& traits() const { return traits_; }
  std::size_t count() const { return traits_.size(); }
  Period year() const { return year_; }  ///< periods; 1 where there is no season
  std::size_t category_count() const { return categories_; }
  std::size_t number_count() const { return numbers_; }

  /// Of one series as known at its origin; the price is the first that is planned from `start` on. Throws ConfigError
  /// where the data lack a column.
  ProductTraits traits_of(const PanelView& view, std::size_t series, Period start) const;
  /// Sets the scale of numbers to their mean distance from their median, over products.
  void learn_scales(std::span<const ProductTraits> products);
  /// How unlike two products launched at `a_start` and `b_start` are in each trait, into `apart` [trait]: categories 0
  /// or 1; numbers and prices in their scale, recency in years; embeddings 1 - cosine; season of launch 0 .. 1. 1 where
  /// one of them was not given.
  void compare(const ProductTraits& a, Period a_start, const ProductTraits& b, Period b_start,
               std::span<float> apart) const;

 private:
  std::vector<Trait> traits_;
  Period year_ = 1;
  std::size_t categories_ = 0, numbers_ = 0;
};

}  // namespace demandcast
