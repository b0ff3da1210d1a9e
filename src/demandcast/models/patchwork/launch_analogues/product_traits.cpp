// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/product_traits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/random.h"
#include "demandcast/models/patchwork/adjusted/planned_columns.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr const char* kName = "launch_analogues";
constexpr float kNotGiven = std::numeric_limits<float>::quiet_NaN();

int width_of(TraitKind kind, int column_width) {
  const bool has_numbers = kind == TraitKind::kNumber || kind == TraitKind::kEmbedding || kind == TraitKind::kPrice;
  return has_numbers ? column_width : 0;
}

Trait trait_of(const StaticColumn& column) {
  const TraitKind kind = column.kind == StaticKind::kCategory    ? TraitKind::kCategory
                         : column.kind == StaticKind::kEmbedding ? TraitKind::kEmbedding
                                                                 : TraitKind::kNumber;
  return {column.name, kind, width_of(kind, column.width)};
}

std::vector<std::string> static_names(const PanelView& view) {
  std::vector<std::string> names;
  for (const StaticColumn& column : view.statics()) names.push_back(column.name);
  return names;
}

const StaticColumn& static_column(const std::string& name, const PanelView& view) {
  const auto found = std::ranges::find(view.statics(), name, &StaticColumn::name);
  if (found != view.statics().end()) return *found;
  throw ConfigError(fmt::format("[{}] {}; name it with --static or --statics", kName,
                                unknown_name_message("static column", name, static_names(view))));
}

/// Logarithm of the first price planned from `start` on.
float price_tier(const SeriesView& series, const Channel& price, Period start) {
  const std::size_t row = price.row(series.index());
  const Period last = price.first_period[row] + (price.offsets[row + 1] - price.offsets[row]) - 1;
  for (const double cell : series.channel(price, start, last)) {
    if (cell > 0) return static_cast<float>(std::log(cell));
  }
  return kNotGiven;
}

float number_apart(float a, float b, double scale) {
  return std::isnan(a) || std::isnan(b) ? 1.0F : static_cast<float>(std::abs(static_cast<double>(a - b)) / scale);
}

float embedding_apart(std::span<const float> a, std::span<const float> b) {
  double product = 0, of_a = 0, of_b = 0;
  for (std::size_t d = 0; d < a.size(); ++d) {
    product += static_cast<double>(a[d]) * static_cast<double>(b[d]);
    of_a += static_cast<double>(a[d]) * static_cast<double>(a[d]);
    of_b += static_cast<double>(b[d]) * static_cast<double>(b[d]);
  }
  const double norm = std::sqrt(of_a * of_b);
  return norm > 0 ? static_cast<float>(1 - product / norm) : 1.0F;  // NaN compares false, too
}

float recency_apart(Period a, Period b, Period year) {
  return static_cast<float>(std::abs(static_cast<double>(a - b))) / static_cast<float>(year);
}

/// 0 at the same time of the year, 1 half a year off.
float season_apart(Period a, Period b, Period year) {
  if (year <= 1) return 0;
  const Period off = std::abs(a - b) % year;
  return 2 * static_cast<float>(std::min(off, year - off)) / static_cast<float>(year);
}

}  // namespace

TraitSet::TraitSet(std::vector<Trait> traits, Period year) : traits_(std::move(traits)), year_(year) {
  for (const Trait& trait : traits_) {
    categories_ += trait.kind == TraitKind::kCategory;
    numbers_ += static_cast<std::size_t>(trait.width);
  }
}

TraitSet TraitSet::of(const PanelView& view, const std::string& attributes, const std::string& price,
                      const std::string& apart) {
  std::vector<Trait> traits;
  if (attributes == "all") {
    for (const StaticColumn& column : view.statics()) {
      if (column.name != apart) traits.push_back(trait_of(column));
    }
  } else if (attributes != "none") {
    for (const std::string& name : comma_parts(attributes)) traits.push_back(trait_of(static_column(name, view)));
  }
  if (!price.empty()) traits.push_back({planned_column(kName, price, view.channels()).name, TraitKind::kPrice, 1});
  traits.push_back({"recency", TraitKind::kRecency, 0});
  traits.push_back({"season of launch", TraitKind::kSeason, 0});
  return {std::move(traits), periods_in_year(view.frequency())};
}

ProductTraits TraitSet::traits_of(const PanelView& view, std::size_t series, Period start) const {
  const SeriesView of = view.series(series);
  ProductTraits product;
  for (const Trait& trait : traits_) {
    if (trait.kind == TraitKind::kPrice) {
      product.numbers.push_back(price_tier(of, planned_column(kName, trait.name, view.channels()), start));
    } else if (trait.kind == TraitKind::kCategory) {
      const StaticColumn& column = static_column(trait.name, view);
      const std::int32_t code = column.kind == StaticKind::kCategory ? of.static_code(column) : -1;
      product.categories.push_back(code < 0 ? 0 : stream_key(column.categories[static_cast<std::size_t>(code)]));
    } else if (trait.width > 0) {
      const StaticColumn& column = static_column(trait.name, view);
      const bool fits = column.kind != StaticKind::kCategory && column.width == trait.width;
      for (int d = 0; d < trait.width; ++d) {
        product.numbers.push_back(fits ? of.static_numbers(column)[static_cast<std::size_t>(d)] : kNotGiven);
      }
    }
  }
  return product;
}

void TraitSet::learn_scales(std::span<const ProductTraits> products) {
  std::size_t place = 0;
  for (Trait& trait : traits_) {
    const std::size_t at = place;
    place += static_cast<std::size_t>(trait.width);
    if (trait.kind != TraitKind::kNumber && trait.kind != TraitKind::kPrice) continue;
    std::vector<double> given;
    for (const ProductTraits& product : products) {
      if (!std::isnan(product.numbers[at])) given.push_back(static_cast<double>(product.numbers[at]));
    }
    if (given.empty()) continue;
    std::ranges::sort(given);
    const double median = given[given.size() / 2];
    double off = 0;
    for (const double number : given) off += std::abs(number - median);
    trait.scale = off > 0 ? off / static_cast<double>(given.size()) : 1;
  }
}

void TraitSet::compare(const ProductTraits& a, Period a_start, const ProductTraits& b, Period b_start,
                       std::span<float> apart) const {
  std::size_t category = 0, number = 0;
  for (std::size_t k = 0; k < traits_.size(); ++k) {
    const Trait& trait = traits_[k];
    const auto width = static_cast<std::size_t>(trait.width);
    switch (trait.kind) {
      case TraitKind::kCategory:
        apart[k] = a.categories[category] != 0 && a.categories[category] == b.categories[category] ? 0.0F : 1.0F;
        ++category;
        break;
      case TraitKind::kNumber:
      case TraitKind::kPrice:
        apart[k] = number_apart(a.numbers[number], b.numbers[number], trait.scale);
        break;
      case TraitKind::kEmbedding:
        apart[k] =
            embedding_apart(std::span(a.numbers).subspan(number, width), std::span(b.numbers).subspan(number, width));
        break;
      case TraitKind::kRecency:
        apart[k] = recency_apart(a_start, b_start, year_);
        break;
      case TraitKind::kSeason:
        apart[k] = season_apart(a_start, b_start, year_);
        break;
    }
    number += width;
  }
}

}  // namespace demandcast
