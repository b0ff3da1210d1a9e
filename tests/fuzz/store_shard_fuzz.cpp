// Any bytes as a shard of a store whose manifest says where arrays lie, with places in it changed too.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/data/store/store_manifest.h"

namespace {

using namespace demandcast;

/// Two series with everything that a shard can hold: a channel of their own, one of a group, all kinds of statics.
ToldPanel small_shard() {
  constexpr ToldState kCells[] = {ToldState::kObserved, ToldState::kNoRow, ToldState::kCensored};
  ToldPanel told;
  told.ids = {"bread", "milk"};
  told.first_period = {3, 3};
  told.offsets = {0, 3, 6};
  told.target = {1, 0, 2, 1, 0, 2};
  for (int series = 0; series < 2; ++series)
    told.states.insert(told.states.end(), std::begin(kCells), std::end(kCells));
  told.availability = {1, 1, 0.5F, 1, 1, 0.5F};
  Channel price{"price", ChannelRole::kKnownFuture, {0, 4, 8}, {3, 3}, {1, 2, 3, 4, 5, 6, 7, 8}, {}, {}};
  price.versions = {{0, 2, 2}, {4, 4}, {10, 20}, {1, 2}};
  const Channel rain{"rain", ChannelRole::kPastOnly, {0, 3}, {3}, {1, 2, 3}, {0, 0}, {}};
  const StaticColumn size{"size", StaticKind::kNumber, 1, {1, 2}, {}, {}};
  const StaticColumn kind{"kind", StaticKind::kCategory, 1, {}, {1, 0}, {"dairy", "grain"}};
  const StaticColumn picture{"picture", StaticKind::kEmbedding, 2, {1, 2, 3, 4}, {}, {}};
  told.channels = {price, rain};
  told.statics = {size, kind, picture};
  return told;
}

/// The stamp of a true shard, and a file in memory that takes the bytes of others.
struct Shard {
  StoredColumns columns;
  ShardStamp stamp;
  int file = ::memfd_create("shard", 0);

  Shard() {
    const ToldPanel told = small_shard();
    columns = columns_of(told);
    columns.frequency = Frequency::parse("D");
    columns.newest = 5;
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const std::string name = "demandcast_fuzz_" + std::to_string(::getpid());
    stamp.file = write_told(told, folder, name);
    if (const char* keep = std::getenv("DEMANDCAST_FUZZ_SHARD")) std::filesystem::copy_file(folder / name, keep);
    std::filesystem::remove(folder / name);
  }
  void fill(const std::uint8_t* data, std::size_t size) {
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) std::abort();
  }
};

/// One array of the stamp put elsewhere, by four bytes: which, what of it, by how much.
void move_place(ArrayFile& file, const std::uint8_t* bytes) {
  auto place = file.arrays.begin();
  if (bytes[0] >= file.arrays.size()) return;
  std::advance(place, bytes[0]);
  std::int16_t step = 0;
  std::memcpy(&step, bytes + 2, sizeof step);
  if (bytes[1] % 4 == 0) place->second.count += static_cast<std::size_t>(step);
  if (bytes[1] % 4 == 1) place->second.offset += static_cast<std::size_t>(step) * 64;
  if (bytes[1] % 4 == 2) file.arrays.erase(place);
  if (bytes[1] % 4 == 3) place->second.count = ~std::size_t{0} >> (bytes[2] % 64);
}

void read_all(const Panel& panel) {
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    panel.find(panel.id(i));
    const SeriesView series(panel, i, 9);
    if (series.length() < 1000) series.observed_history();
    for (const Channel& channel : panel.channels()) series.channel(channel, 0, 12);
    for (const StaticColumn& column : panel.statics()) {
      if (column.kind == StaticKind::kCategory) {
        series.static_code(column);
      } else {
        series.static_numbers(column);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kPlace = 4;
  static Shard shard;
  if (size < kPlace) return 0;
  ShardStamp stamp = shard.stamp;
  stamp.file.bytes = size - kPlace;
  stamp.file.checksum = checksum_of({reinterpret_cast<const char*>(data) + kPlace, size - kPlace});
  stamp.file.file = std::to_string(shard.file);
  move_place(stamp.file, data);
  shard.fill(data + kPlace, size - kPlace);
  try {
    read_all(read_shard(stamp, "/proc/self/fd", shard.columns));
    stamp.additions = {stamp.file};  // read and merged, over itself
    read_all(read_shard(stamp, "/proc/self/fd", shard.columns));
  } catch (const FormatError&) {  // the only answer to a shard that is none
  }
  return 0;
}
