// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/category_tree.h"

#include <array>
#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast::synthetic {
namespace {

constexpr std::array<Category, 20> kCategories{{
    {"grocery", "coffee", Family::kFlat, 6},          {"grocery", "snacks", Family::kFlat, 3},
    {"grocery", "easter sweets", Family::kEaster, 5}, {"clothing", "basics", Family::kFlat, 12},
    {"clothing", "knitwear", Family::kWinter, 40},    {"clothing", "coats", Family::kWinter, 110},
    {"garden", "plants", Family::kGarden, 8},         {"garden", "garden tools", Family::kGarden, 25},
    {"garden", "barbecue", Family::kGarden, 60},      {"stationery", "pens", Family::kFlat, 4},
    {"stationery", "notebooks", Family::kSchool, 5},  {"stationery", "school bags", Family::kSchool, 35},
    {"gifts", "flowers", Family::kMothersDay, 18},    {"gifts", "perfume", Family::kMothersDay, 45},
    {"gifts", "toys", Family::kChristmas, 20},        {"gifts", "board games", Family::kChristmas, 28},
    {"home", "kitchen", Family::kFlat, 22},           {"home", "candles", Family::kChristmas, 9},
    {"home", "heating", Family::kWinter, 55},         {"electronics", "audio", Family::kChristmas, 80},
}};
constexpr std::array<const char*, 10> kBrands{"Alder", "Birch", "Cedar", "Dogwood", "Elm",
                                              "Fir",   "Gorse", "Hazel", "Ivy",     "Juniper"};

RandomStream named_stream(std::uint64_t seed, std::string_view kind, std::string_view name) {
  return {seed, stream_key(std::string(kind) + "/" + std::string(name))};
}

std::vector<double> normals(RandomStream& stream, int count, double deviation) {
  std::vector<double> values(static_cast<std::size_t>(count));
  for (double& value : values) value = deviation * stream.normal();
  return values;
}

}  // namespace

std::span<const Category> categories() { return kCategories; }
std::span<const char* const> brands() { return kBrands; }

CategoryDraws draw_category(std::uint64_t seed, const Category& category, int embedding_width) {
  RandomStream stream = named_stream(seed, "category", category.name);
  CategoryDraws draws;
  draws.elasticity = -(1.2 + 1.6 * stream.uniform());
  draws.growth = 0.04 * stream.normal();
  draws.embedding = normals(stream, embedding_width, 1.0);
  return draws;
}

BrandDraws draw_brand(std::uint64_t seed, const char* brand, int embedding_width) {
  RandomStream stream = named_stream(seed, "brand", brand);
  BrandDraws draws;
  draws.popularity = std::exp(0.3 * stream.normal());
  draws.price = std::exp(0.15 * stream.normal());
  draws.embedding = normals(stream, embedding_width, 0.5);
  return draws;
}

std::vector<double> draw_weekdays(std::uint64_t seed, const char* department) {
  RandomStream stream = named_stream(seed, "weekdays", department);
  constexpr std::array<double, 7> kTypical{0.9, 0.85, 0.9, 0.95, 1.1, 1.3, 1.0};
  std::vector<double> factors;
  double sum = 0;
  for (const double typical : kTypical) {
    factors.push_back(typical * std::exp(0.1 * stream.normal()));
    sum += factors.back();
  }
  for (double& factor : factors) factor *= 7 / sum;
  return factors;
}

}  // namespace demandcast::synthetic
