// Arrow IPC as files (.arrow, .feather) and as streams.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <arrow/ipc/api.h>

#include <algorithm>

#include "demandcast/data/arrow_readers.h"
#include "demandcast/data/table_from_arrow.h"

namespace demandcast {
namespace {

/// The value, or FormatError for a file that is not whole, in our words.
template <class T>
T whole(arrow::Result<T> result, const TableWish& wish) {
  if (!result.ok()) {
    throw FormatError(fmt::format("cannot read \"{}\": the Arrow IPC data are cut or damaged; copy or write them again",
                                  wish.source));
  }
  return result.MoveValueUnsafe();
}

/// Only the wanted columns are unpacked.
arrow::ipc::IpcReadOptions options_for(const arrow::Schema& schema, const std::vector<std::string>& names) {
  auto options = arrow::ipc::IpcReadOptions::Defaults();
  for (int i = 0; i < schema.num_fields(); ++i) {
    if (std::ranges::find(names, schema.field(i)->name()) != names.end()) options.included_fields.push_back(i);
  }
  return options;
}

std::shared_ptr<arrow::Table> file_table(const TableInput& input, const TableWish& wish) {
  using Reader = arrow::ipc::RecordBatchFileReader;
  const auto schema = whole(Reader::Open(input), wish)->schema();
  const auto options = options_for(*schema, wish.choose(schema->field_names()));
  const auto reader = whole(Reader::Open(input, options), wish);
  arrow::RecordBatchVector batches;
  for (int i = 0; i < reader->num_record_batches(); ++i) batches.push_back(whole(reader->ReadRecordBatch(i), wish));
  return whole(arrow::Table::FromRecordBatches(reader->schema(), batches), wish);
}

std::shared_ptr<arrow::Table> stream_table(const TableInput& input, const TableWish& wish) {
  using Reader = arrow::ipc::RecordBatchStreamReader;
  const auto bytes = [&] { return stream_of(input, nullptr, wish.source); };
  const auto schema = whole(Reader::Open(bytes()), wish)->schema();
  const auto options = options_for(*schema, wish.choose(schema->field_names()));
  const auto reader = whole(Reader::Open(bytes(), options), wish);
  return whole(reader->ToTable(), wish);
}

}  // namespace

Table read_arrow_ipc(const TableInput& input, bool is_stream, const TableWish& wish) {
  const auto table = is_stream ? stream_table(input, wish) : file_table(input, wish);
  const auto valid = table->ValidateFull();
  whole(valid.ok() ? arrow::Result<bool>(true) : arrow::Result<bool>(valid), wish);
  const bool all = wish.columns.empty();
  const std::vector<std::string> names =
      all ? table->schema()->field_names() : std::vector<std::string>(wish.columns.begin(), wish.columns.end());
  return table_from_arrow(*select_columns(table, names, wish.source), wish.text_columns, false, wish.source);
}

}  // namespace demandcast
