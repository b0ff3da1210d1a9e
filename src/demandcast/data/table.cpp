// Lookup and size of in-memory tables.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

struct SizeOf {
  std::size_t operator()(const TextColumn& column) const { return column.codes.size(); }
  std::size_t operator()(const TimeColumn& column) const { return column.times.size(); }
  std::size_t operator()(const IntegerColumn& column) const { return column.values.size(); }
  std::size_t operator()(const NumberColumn& column) const { return column.values.size(); }
  std::size_t operator()(const VectorColumn& column) const {
    return column.width <= 0 ? 0 : column.values.size() / static_cast<std::size_t>(column.width);
  }
};

std::string missing_text(const std::string& source, const std::vector<std::string>& missing,
                         const std::vector<std::string>& present) {
  std::string text = fmt::format("\"{}\": ", source);
  for (const std::string& name : missing) {
    text += (&name == &missing.front() ? "" : "; ") + unknown_name_message("column", name, present);
  }
  return text;
}

}  // namespace

MissingColumns::MissingColumns(const std::string& place, std::vector<std::string> wanted,
                               std::vector<std::string> known)
    : DataError(missing_text(place, wanted, known)),
      source(place),
      missing(std::move(wanted)),
      present(std::move(known)) {}

std::size_t TableColumn::size() const { return std::visit(SizeOf{}, values); }

const TableColumn* Table::find(std::string_view name) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return column.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

TableColumn* Table::find(std::string_view name) { return const_cast<TableColumn*>(std::as_const(*this).find(name)); }

std::vector<std::string> Table::column_names() const {
  std::vector<std::string> names;
  for (const TableColumn& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace demandcast
