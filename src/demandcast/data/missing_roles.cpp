// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/missing_roles.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

using Names = std::vector<std::string>;

struct Role {
  std::string name, flag, meaning;
  Names usual;  ///< what files call it, the surest first
};

/// The role that `name` has in `source`.
Role role_of(const std::string& name, const DataSource& source) {
  if (name == source.id) {
    return {name,
            "--id",
            "the series' id",
            {"unique_id", "item_id", "series_id", "sku", "product_id", "article_id", "product", "article", "item",
             "series", "id", "store_id", "store"}};
  }
  if (name == source.time) {
    return {name,
            "--time",
            "the date",
            {"ds", "date", "timestamp", "datetime", "time", "day", "week", "month", "period", "datum"}};
  }
  if (name == source.target) {
    return {name,
            "--target",
            "demand",
            {"y", "target", "sales", "demand", "target_value", "quantity", "qty", "units", "volume", "value"}};
  }
  const auto in = [&](const Names& names) { return std::ranges::find(names, name) != names.end(); };
  if (in(source.known)) return {name, "--known", "a covariate known ahead", {}};
  if (in(source.past)) return {name, "--past", "a covariate of the past", {}};
  if (!name.empty() && name == source.known_at) {
    return {
        name, "--known-at", "the date on which plans became known", {"known_at", "as_of", "published", "created_at"}};
  }
  if (!name.empty() && name == source.availability)
    return {name, "--availability", "the fraction of the period on sale", {}};
  return {name, "--static", "a static", {}};
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// The column that is most likely meant; "" when none is.
std::string likely(const Role& role, const Names& present) {
  Names lowered;
  for (const std::string& name : present) lowered.push_back(lower(name));
  const auto original = [&](auto found) { return present[static_cast<std::size_t>(found - lowered.begin())]; };
  if (const auto same = std::ranges::find(lowered, lower(role.name)); same != lowered.end()) return original(same);
  for (const std::string& word : role.usual) {
    const auto found = std::ranges::find(lowered, word);
    if (found != lowered.end()) return original(found);
  }
  const std::string nearest = role.name.size() < 3 ? "" : nearest_name(lower(role.name), lowered);
  if (!nearest.empty()) return original(std::ranges::find(lowered, nearest));
  for (const std::string& word : role.usual) {
    const auto holds = [&](const std::string& name) { return word.size() > 2 && name.find(word) != name.npos; };
    const auto found = std::ranges::find_if(lowered, holds);
    if (found != lowered.end()) return original(found);
  }
  return "";
}

std::string list_of(const Names& names) {
  constexpr std::size_t kShown = 30;
  const std::span shown = std::span(names).first(std::min(names.size(), kShown));
  return fmt::format("{}{}", fmt::join(shown, ", "),
                     names.size() > kShown ? fmt::format(", ... ({} in all)", names.size()) : "");
}

}  // namespace

std::string missing_roles_text(const MissingColumns& missing, const DataSource& source) {
  Names free = missing.present;
  for (const std::string& name : {source.id, source.time, source.target}) std::erase(free, name);
  Names found, flags;
  for (const std::string& name : missing.missing) {
    const Role role = role_of(name, source);
    const std::string column = likely(role, free);
    found.push_back(fmt::format("no column \"{}\" for {}", name, role.meaning));
    flags.push_back(fmt::format("{} {}", role.flag, column.empty() ? "COLUMN" : column));
    std::erase(free, column);
  }
  return fmt::format("\"{}\": {}; its columns are {}; say which to take, for example {}", missing.source,
                     fmt::join(found, ", "), list_of(missing.present), fmt::join(flags, " "));
}

}  // namespace demandcast
