// Any bytes as a sales file: a panel, or one of our errors, whatever format their first bytes claim.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <streambuf>

#include "demandcast/core/error.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/data/read_panel.h"

namespace {

/// Bytes that a stream reads where they lie.
class Bytes final : public std::streambuf {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) {
    char* begin = const_cast<char*>(reinterpret_cast<const char*>(data));
    setg(begin, begin, begin + size);
  }
};

/// Roles and policies by the bits of the first byte.
demandcast::DataSource source_of(std::uint8_t choice) {
  demandcast::DataSource source;
  source.path = "-";
  if (choice & 1) source.known = {"price"};
  if (choice & 2) source.statics = {"category"};
  if (choice & 4) source.availability = "availability";
  if (choice & 8) source.past = {"views"};
  source.negative = static_cast<demandcast::NegativePolicy>((choice >> 4) & 3);
  if (choice & 64) source.fill = demandcast::FillPolicy::kZero;
  if (choice & 128) source.frequency = "W-SUN";
  return source;
}

void read_all(const demandcast::Panel& panel) {
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const demandcast::SeriesView series(panel, i, panel.last_period(i));
    series.observed_history();
    for (const auto& channel : panel.channels()) series.channel(channel, panel.first_period(i), panel.last_period(i));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostCells = 1'000'000;
  if (size == 0) return 0;
  Bytes bytes(data + 1, size - 1);
  std::streambuf* const before = std::cin.rdbuf(&bytes);
  try {
    const demandcast::ReadResult read = demandcast::read_panel(source_of(data[0]));
    if (read.panel && read.panel->cell_count() < kMostCells) read_all(*read.panel);
  } catch (const demandcast::Error&) {  // the answer to bytes that are no sales file
  }
  std::cin.rdbuf(before);
  return 0;
}
