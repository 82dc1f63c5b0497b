public interface io.batpak.api.OpenReport
  public boolean cleanStart()
  public boolean created()
  public int segments()
  public java.lang.String codec()
  public java.lang.String hash()
  public java.util.List<java.lang.String> warnings()
  public java.util.Optional<io.batpak.api.OpenReport$TailCut> tailCut()
  public java.util.UUID lineage()
  public long events()
  public long generation()
public record io.batpak.api.OpenReport$TailCut(java.lang.String file, long offset, long bytes)
  public TailCut(java.lang.String, long, long)
  public java.lang.String file()
  public long bytes()
  public long offset()
public final class io.batpak.api.Outbox
  public java.util.List<io.batpak.api.append.AppendReceipt> flush()
  public java.util.List<io.batpak.api.append.AppendRequest> requests()
  public java.util.concurrent.CompletableFuture<java.util.List<io.batpak.api.append.AppendReceipt>> submitFlush()
  public void clear()
  public void stage(io.batpak.api.append.AppendRequest)
public interface io.batpak.api.Store extends io.batpak.api.StoreReader
  public default io.batpak.api.Outbox outbox()
  public default io.batpak.api.Outbox outbox(io.batpak.api.append.VisibilityFence)
  public default io.batpak.api.append.AppendReceipt append(io.batpak.api.event.Coordinate, io.batpak.api.event.EventKind, io.batpak.api.event.Bytes)
  public default io.batpak.api.append.AppendReceipt append(io.batpak.api.event.Coordinate, java.lang.Object)
  public io.batpak.api.StoreHealth health()
  public io.batpak.api.append.AppendReceipt append(io.batpak.api.append.AppendRequest)
  public io.batpak.api.append.AppendReceipt appendAndAwait(io.batpak.api.append.AppendRequest, io.batpak.api.event.Watermark, java.time.Duration)
  public io.batpak.api.append.Submission<io.batpak.api.append.AppendReceipt> trySubmit(io.batpak.api.append.AppendRequest)
  public io.batpak.api.append.Submission<java.util.List<io.batpak.api.append.AppendReceipt>> trySubmitBatch(java.util.List<io.batpak.api.append.AppendRequest>)
  public io.batpak.api.append.VisibilityFence beginVisibilityFence()
  public io.batpak.api.read.RegisteredConsumer registerConsumer(java.lang.String, long)
  public java.util.List<io.batpak.api.append.AppendReceipt> appendBatch(java.util.List<io.batpak.api.append.AppendRequest>)
  public java.util.List<io.batpak.api.append.AppendReceipt> appendBatchAndAwait(java.util.List<io.batpak.api.append.AppendRequest>, io.batpak.api.event.Watermark, java.time.Duration)
  public java.util.concurrent.CompletableFuture<io.batpak.api.append.AppendReceipt> submit(io.batpak.api.append.AppendRequest)
  public java.util.concurrent.CompletableFuture<java.util.List<io.batpak.api.append.AppendReceipt>> submitBatch(java.util.List<io.batpak.api.append.AppendRequest>)
  public static io.batpak.api.Store open(io.batpak.api.StoreConfig)
  public static io.batpak.api.StoreReader openReadOnly(io.batpak.api.StoreConfig)
  public void awaitFrontier(io.batpak.api.event.Watermark, io.batpak.api.event.Lane, long, java.time.Duration) throws java.lang.InterruptedException
  public void awaitFrontier(io.batpak.api.event.Watermark, long, java.time.Duration) throws java.lang.InterruptedException
  public void force()
public final class io.batpak.api.StoreConfig
  public boolean keysRequired()
  public int batchMaxBytes()
  public int batchMaxCount()
  public int drainLimit()
  public int groupLimit()
  public int payloadMaxBytes()
  public int queueMaxCount()
  public io.batpak.api.StoreConfig$Builder toBuilder()
  public io.batpak.api.StoreConfig$OpenMode openMode()
  public io.batpak.api.append.Durability durability()
  public io.batpak.api.append.KeyRetention keyRetention()
  public io.batpak.api.append.RestartPolicy restartPolicy()
  public io.batpak.api.spi.ForceMode forceMode()
  public java.nio.file.Path directory()
  public java.time.Duration commitTimeout()
  public java.util.List<io.batpak.api.spi.CodecProvider> codecProviders()
  public java.util.List<io.batpak.api.spi.HashProvider> hashProviders()
  public java.util.Optional<io.batpak.api.spi.RandomSource> randomSource()
  public java.util.Optional<io.batpak.api.spi.StoreClock> clock()
  public java.util.Optional<io.batpak.api.spi.StoreExecutor> executor()
  public java.util.Optional<io.batpak.api.spi.StoreFileSystem> fileSystem()
  public java.util.Optional<java.lang.String> codec()
  public java.util.Optional<java.lang.String> hash()
  public java.util.Optional<java.time.Duration> unforcedMaxAge()
  public java.util.OptionalInt unforcedMaxCount()
  public java.util.OptionalLong segmentMaxBytes()
  public long queueMaxBytes()
  public long writerStackBytes()
  public static final java.lang.String RAW
  public static io.batpak.api.StoreConfig of(java.nio.file.Path)
  public static io.batpak.api.StoreConfig$Builder builder(java.nio.file.Path)
public final class io.batpak.api.StoreConfig$Builder
  public io.batpak.api.StoreConfig build()
  public io.batpak.api.StoreConfig$Builder batchMaxBytes(int)
  public io.batpak.api.StoreConfig$Builder batchMaxCount(int)
  public io.batpak.api.StoreConfig$Builder clock(io.batpak.api.spi.StoreClock)
  public io.batpak.api.StoreConfig$Builder codec(java.lang.String)
  public io.batpak.api.StoreConfig$Builder commitTimeout(java.time.Duration)
  public io.batpak.api.StoreConfig$Builder drainLimit(int)
  public io.batpak.api.StoreConfig$Builder durability(io.batpak.api.append.Durability)
  public io.batpak.api.StoreConfig$Builder executor(io.batpak.api.spi.StoreExecutor)
  public io.batpak.api.StoreConfig$Builder fileSystem(io.batpak.api.spi.StoreFileSystem)
  public io.batpak.api.StoreConfig$Builder forceMode(io.batpak.api.spi.ForceMode)
  public io.batpak.api.StoreConfig$Builder groupLimit(int)
  public io.batpak.api.StoreConfig$Builder hash(java.lang.String)
  public io.batpak.api.StoreConfig$Builder keyRetention(io.batpak.api.append.KeyRetention)
  public io.batpak.api.StoreConfig$Builder keysRequired(boolean)
  public io.batpak.api.StoreConfig$Builder openMode(io.batpak.api.StoreConfig$OpenMode)
  public io.batpak.api.StoreConfig$Builder payloadMaxBytes(int)
  public io.batpak.api.StoreConfig$Builder provider(io.batpak.api.spi.CodecProvider)
  public io.batpak.api.StoreConfig$Builder provider(io.batpak.api.spi.HashProvider)
  public io.batpak.api.StoreConfig$Builder queueMaxBytes(long)
  public io.batpak.api.StoreConfig$Builder queueMaxCount(int)
  public io.batpak.api.StoreConfig$Builder randomSource(io.batpak.api.spi.RandomSource)
  public io.batpak.api.StoreConfig$Builder restartPolicy(io.batpak.api.append.RestartPolicy)
  public io.batpak.api.StoreConfig$Builder segmentMaxBytes(long)
  public io.batpak.api.StoreConfig$Builder unforcedMaxAge(java.time.Duration)
  public io.batpak.api.StoreConfig$Builder unforcedMaxCount(int)
  public io.batpak.api.StoreConfig$Builder writerStackBytes(long)
public enum io.batpak.api.StoreConfig$OpenMode
  CREATE
  CREATE_IF_MISSING
  EXISTING
public interface io.batpak.api.StoreHealth
  public int queuedCount()
  public int restarts()
  public java.util.Optional<java.lang.String> poison()
  public long commits()
  public long forces()
  public long queuedBytes()
public interface io.batpak.api.StoreProvider
  public io.batpak.api.Store open(io.batpak.api.StoreConfig)
  public io.batpak.api.StoreReader openReadOnly(io.batpak.api.StoreConfig)
  public io.batpak.api.verify.CheckReport verify(io.batpak.api.StoreConfig)
  public io.batpak.api.verify.Inspection inspect(io.batpak.api.StoreConfig)
  public io.batpak.api.verify.SalvageReport salvage(io.batpak.api.StoreConfig, java.nio.file.Path)
  public static io.batpak.api.StoreProvider load()
public interface io.batpak.api.StoreReader extends java.lang.AutoCloseable
  public default io.batpak.api.read.Subscription subscribe(io.batpak.api.event.Region)
  public io.batpak.api.OpenReport openReport()
  public io.batpak.api.read.Frontier frontier()
  public io.batpak.api.read.Frontier refresh()
  public io.batpak.api.read.Page page(io.batpak.api.event.Region, io.batpak.api.read.PageRequest)
  public io.batpak.api.read.Subscription subscribe(io.batpak.api.event.Region, int, io.batpak.api.read.Overflow)
  public io.batpak.api.verify.CheckReport verify()
  public java.util.Optional<io.batpak.api.event.Event> at(long)
  public java.util.Optional<io.batpak.api.event.Event> get(io.batpak.api.event.EventId)
  public java.util.Optional<io.batpak.api.event.Event> latest(java.lang.String, io.batpak.api.event.Lane)
  public java.util.stream.Stream<io.batpak.api.event.Event> stream(io.batpak.api.event.Region, long)
  public void close()
public final class io.batpak.api.append.AppendOptions
  public int flags()
  public io.batpak.api.append.AppendOptions$Builder toBuilder()
  public io.batpak.api.append.Causation causation()
  public io.batpak.api.append.Expectation expectation()
  public io.batpak.api.event.PositionHint position()
  public java.util.List<java.lang.String> tags()
  public java.util.Optional<io.batpak.api.append.Durability> durability()
  public java.util.Optional<io.batpak.api.event.CorrelationId> correlation()
  public java.util.Optional<io.batpak.api.event.IdempotencyKey> key()
  public java.util.SortedMap<java.lang.String, io.batpak.api.event.Bytes> extensions()
  public static final int TAG_MAX_BYTES
  public static final int TAG_MAX_COUNT
  public static io.batpak.api.append.AppendOptions defaults()
  public static io.batpak.api.append.AppendOptions$Builder builder()
public final class io.batpak.api.append.AppendOptions$Builder
  public io.batpak.api.append.AppendOptions build()
  public io.batpak.api.append.AppendOptions$Builder causation(io.batpak.api.append.Causation)
  public io.batpak.api.append.AppendOptions$Builder correlation(io.batpak.api.event.CorrelationId)
  public io.batpak.api.append.AppendOptions$Builder durability(io.batpak.api.append.Durability)
  public io.batpak.api.append.AppendOptions$Builder expect(io.batpak.api.append.Expectation)
  public io.batpak.api.append.AppendOptions$Builder extension(java.lang.String, io.batpak.api.event.Bytes)
  public io.batpak.api.append.AppendOptions$Builder flags(int)
  public io.batpak.api.append.AppendOptions$Builder key(io.batpak.api.event.IdempotencyKey)
  public io.batpak.api.append.AppendOptions$Builder lane(io.batpak.api.event.Lane)
  public io.batpak.api.append.AppendOptions$Builder position(io.batpak.api.event.PositionHint)
  public io.batpak.api.append.AppendOptions$Builder tag(java.lang.String)
public interface io.batpak.api.append.AppendReceipt
  public boolean durable()
  public boolean replayed()
  public io.batpak.api.append.DiskPosition position()
  public io.batpak.api.event.Coordinate coordinate()
  public io.batpak.api.event.EventId id()
  public io.batpak.api.event.EventKind kind()
  public io.batpak.api.event.Hash contentHash()
  public io.batpak.api.event.Hash link()
  public io.batpak.api.event.Lane lane()
  public java.time.Instant time()
  public long revision()
  public long sequence()
public final class io.batpak.api.append.AppendRequest
  public io.batpak.api.append.AppendOptions options()
  public io.batpak.api.append.AppendRequest inReactionTo(io.batpak.api.event.Event)
  public io.batpak.api.append.AppendRequest with(io.batpak.api.append.AppendOptions)
  public io.batpak.api.append.AppendRequest$Content content()
  public io.batpak.api.event.Coordinate coordinate()
  public static io.batpak.api.append.AppendRequest of(io.batpak.api.event.Coordinate, java.lang.Object)
  public static io.batpak.api.append.AppendRequest ofBytes(io.batpak.api.event.Coordinate, io.batpak.api.event.EventKind, io.batpak.api.event.Bytes)
  public static io.batpak.api.append.AppendRequest ofValue(io.batpak.api.event.Coordinate, io.batpak.api.event.EventKind, java.lang.Object)
public sealed interface io.batpak.api.append.AppendRequest$Content permits io.batpak.api.append.AppendRequest$Content$Encoded, io.batpak.api.append.AppendRequest$Content$Typed, io.batpak.api.append.AppendRequest$Content$Untyped
public record io.batpak.api.append.AppendRequest$Content$Encoded(io.batpak.api.event.EventKind kind, io.batpak.api.event.Bytes bytes) implements io.batpak.api.append.AppendRequest$Content
  public Encoded(io.batpak.api.event.EventKind, io.batpak.api.event.Bytes)
  public io.batpak.api.event.Bytes bytes()
  public io.batpak.api.event.EventKind kind()
public record io.batpak.api.append.AppendRequest$Content$Typed(java.lang.Object value) implements io.batpak.api.append.AppendRequest$Content
  public Typed(java.lang.Object)
  public java.lang.Object value()
public record io.batpak.api.append.AppendRequest$Content$Untyped(io.batpak.api.event.EventKind kind, java.lang.Object value) implements io.batpak.api.append.AppendRequest$Content
  public Untyped(io.batpak.api.event.EventKind, java.lang.Object)
  public io.batpak.api.event.EventKind kind()
  public java.lang.Object value()
public sealed interface io.batpak.api.append.Causation permits io.batpak.api.append.Causation$EarlierItem, io.batpak.api.append.Causation$Known, io.batpak.api.append.Causation$None
  public static io.batpak.api.append.Causation earlierItem(int)
  public static io.batpak.api.append.Causation none()
  public static io.batpak.api.append.Causation of(io.batpak.api.event.CausationId)
  public static io.batpak.api.append.Causation of(io.batpak.api.event.EventId)
public record io.batpak.api.append.Causation$EarlierItem(int index) implements io.batpak.api.append.Causation
  public EarlierItem(int)
  public int index()
public record io.batpak.api.append.Causation$Known(io.batpak.api.event.CausationId id) implements io.batpak.api.append.Causation
  public Known(io.batpak.api.event.CausationId)
  public io.batpak.api.event.CausationId id()
public enum io.batpak.api.append.Causation$None implements io.batpak.api.append.Causation
  NONE
public record io.batpak.api.append.DiskPosition(long segment, long offset, int length)
  public DiskPosition(long, long, int)
  public int length()
  public long offset()
  public long segment()
public enum io.batpak.api.append.Durability
  DURABLE
  WRITTEN
public sealed interface io.batpak.api.append.Expectation permits io.batpak.api.append.Expectation$Any, io.batpak.api.append.Expectation$At, io.batpak.api.append.Expectation$Empty
  public static io.batpak.api.append.Expectation any()
  public static io.batpak.api.append.Expectation at(long)
  public static io.batpak.api.append.Expectation empty()
public enum io.batpak.api.append.Expectation$Any implements io.batpak.api.append.Expectation
  ANY
public record io.batpak.api.append.Expectation$At(long revision) implements io.batpak.api.append.Expectation
  public At(long)
  public long revision()
public enum io.batpak.api.append.Expectation$Empty implements io.batpak.api.append.Expectation
  EMPTY
public record io.batpak.api.append.KeyRetention(long keepSequences, int maxKeys, io.batpak.api.append.KeyRetention$Overflow overflow)
  public KeyRetention(long, int, io.batpak.api.append.KeyRetention$Overflow)
  public int maxKeys()
  public io.batpak.api.append.KeyRetention$Overflow overflow()
  public long keepSequences()
  public static io.batpak.api.append.KeyRetention standard()
  public static io.batpak.api.append.KeyRetention unbounded()
public enum io.batpak.api.append.KeyRetention$Overflow
  REFUSE
  WARN
public sealed interface io.batpak.api.append.RestartPolicy permits io.batpak.api.append.RestartPolicy$Bounded, io.batpak.api.append.RestartPolicy$Once
  public static io.batpak.api.append.RestartPolicy bounded(int, java.time.Duration)
  public static io.batpak.api.append.RestartPolicy once()
public record io.batpak.api.append.RestartPolicy$Bounded(int maxRestarts, java.time.Duration within) implements io.batpak.api.append.RestartPolicy
  public Bounded(int, java.time.Duration)
  public int maxRestarts()
  public java.time.Duration within()
public record io.batpak.api.append.RestartPolicy$Once() implements io.batpak.api.append.RestartPolicy
  public Once()
public sealed interface io.batpak.api.append.Submission<T> permits io.batpak.api.append.Submission$Accepted, io.batpak.api.append.Submission$Fenced, io.batpak.api.append.Submission$Retry
public record io.batpak.api.append.Submission$Accepted<T>(java.util.concurrent.CompletableFuture<T> answer) implements io.batpak.api.append.Submission<T>
  public Accepted(java.util.concurrent.CompletableFuture<T>)
  public java.util.concurrent.CompletableFuture<T> answer()
public record io.batpak.api.append.Submission$Fenced<T>() implements io.batpak.api.append.Submission<T>
  public Fenced()
public record io.batpak.api.append.Submission$Retry<T>(java.time.Duration after, int queuedCount, long queuedBytes) implements io.batpak.api.append.Submission<T>
  public Retry(java.time.Duration, int, long)
  public int queuedCount()
  public java.time.Duration after()
  public long queuedBytes()
public interface io.batpak.api.append.VisibilityFence extends java.lang.AutoCloseable
  public java.util.concurrent.CompletableFuture<io.batpak.api.append.AppendReceipt> submit(io.batpak.api.append.AppendRequest)
  public java.util.concurrent.CompletableFuture<java.util.List<io.batpak.api.append.AppendReceipt>> submitBatch(java.util.List<io.batpak.api.append.AppendRequest>)
  public void cancel()
  public void close()
  public void commit()
public final class io.batpak.api.error.AppendRejectedException extends io.batpak.api.error.BatpakException
  public AppendRejectedException(io.batpak.api.error.Rejection, io.batpak.api.error.AppendRejectedException$Stage)
  public AppendRejectedException(io.batpak.api.error.Rejection, io.batpak.api.error.AppendRejectedException$Stage, int)
  public io.batpak.api.error.AppendRejectedException$Stage stage()
  public io.batpak.api.error.Rejection rejection()
  public java.util.OptionalInt itemIndex()
public enum io.batpak.api.error.AppendRejectedException$Stage
  ADMIT
  VALIDATE
  WRITE
public abstract sealed class io.batpak.api.error.BatpakException extends java.lang.RuntimeException permits io.batpak.api.error.AppendRejectedException, io.batpak.api.error.CommittedException, io.batpak.api.error.CorruptionException, io.batpak.api.error.FormatVersionException, io.batpak.api.error.OutcomeUnknownException, io.batpak.api.error.PayloadException, io.batpak.api.error.ProviderException, io.batpak.api.error.StorageException, io.batpak.api.error.StoreUnavailableException, io.batpak.api.error.WaitTimeoutException
  public final io.batpak.api.error.ErrorCode code()
  public final io.batpak.api.error.HandlingClass handlingClass()
public final class io.batpak.api.error.CommittedException extends io.batpak.api.error.BatpakException
  public CommittedException(java.lang.String, java.lang.Throwable, java.util.List<io.batpak.api.append.AppendReceipt>)
  public java.util.List<io.batpak.api.append.AppendReceipt> receipts()
public final class io.batpak.api.error.CorruptionException extends io.batpak.api.error.BatpakException
  public CorruptionException(io.batpak.api.error.ErrorCode, java.lang.String, long, java.lang.String)
  public CorruptionException(io.batpak.api.error.ErrorCode, java.lang.String, long, long, java.lang.String)
  public java.lang.String file()
  public java.util.OptionalLong sequence()
  public long offset()
public enum io.batpak.api.error.ErrorCode
  CHAIN_BROKEN
  COMMITTED
  COMMIT_TIMEOUT
  DURABLE_DATA_DAMAGED
  EXPECTATION_FAILED
  FOREIGN_FILE
  FORMAT_UNSUPPORTED
  FRAME_DAMAGED
  IDEMPOTENCY_CONFLICT
  IDEMPOTENCY_OVERFLOW
  IDEMPOTENCY_PARTIAL_BATCH
  IDEMPOTENCY_REQUIRED
  INVALID_CAUSATION
  INVALID_CLOCK
  LIMIT_EXCEEDED
  META_DAMAGED
  OPTION_NOT_ALLOWED
  OUTCOME_UNKNOWN
  PAYLOAD_INVALID
  PROVIDER_UNAVAILABLE
  RESERVED
  REVISION_EXHAUSTED
  SEGMENT_DAMAGED
  SEGMENT_MISSING
  SETTINGS_CONFLICT
  STORAGE_FAILED
  STORAGE_FULL
  STORE_CLOSED
  STORE_EXISTS
  STORE_LOCKED
  STORE_MISSING
  STORE_POISONED
  VISIBILITY_FENCE_ACTIVE
  VISIBILITY_FENCE_CANCELLED
  VISIBILITY_FENCE_NOT_ACTIVE
  WAIT_TIMEOUT
  WRITER_FAILED
  public io.batpak.api.error.HandlingClass handlingClass()
public final class io.batpak.api.error.FormatVersionException extends io.batpak.api.error.BatpakException
  public FormatVersionException(java.lang.String, java.lang.String, java.lang.String)
  public java.lang.String file()
  public java.lang.String found()
  public java.lang.String readable()
public enum io.batpak.api.error.HandlingClass
  COMMITTED
  DOMAIN
  FAIL_CLOSED
  OUTCOME_UNKNOWN
  RETRYABLE
public final class io.batpak.api.error.OutcomeUnknownException extends io.batpak.api.error.BatpakException
  public OutcomeUnknownException(java.lang.String, java.lang.Throwable, java.util.List<io.batpak.api.event.EventId>, java.util.List<io.batpak.api.event.IdempotencyKey>, boolean)
  public boolean writerPoisoned()
  public java.util.List<io.batpak.api.event.EventId> eventIds()
  public java.util.List<io.batpak.api.event.IdempotencyKey> keys()
public final class io.batpak.api.error.PayloadException extends io.batpak.api.error.BatpakException
  public PayloadException(java.lang.String)
  public PayloadException(java.lang.String, java.lang.Throwable)
public final class io.batpak.api.error.ProviderException extends io.batpak.api.error.BatpakException
  public ProviderException(java.lang.String, java.util.List<java.lang.String>, java.lang.String, java.lang.Throwable)
  public java.lang.String wanted()
  public java.util.List<java.lang.String> available()
public sealed interface io.batpak.api.error.Rejection permits io.batpak.api.error.Rejection$ExpectationFailed, io.batpak.api.error.Rejection$IdempotencyConflict, io.batpak.api.error.Rejection$Refused
  public io.batpak.api.error.ErrorCode code()
  public java.lang.String describe()
public record io.batpak.api.error.Rejection$ExpectationFailed(io.batpak.api.event.Coordinate coordinate, io.batpak.api.event.Lane lane, java.lang.String expected, java.util.OptionalLong actual) implements io.batpak.api.error.Rejection
  public ExpectationFailed(io.batpak.api.event.Coordinate, io.batpak.api.event.Lane, java.lang.String, java.util.OptionalLong)
  public io.batpak.api.error.ErrorCode code()
  public io.batpak.api.event.Coordinate coordinate()
  public io.batpak.api.event.Lane lane()
  public java.lang.String describe()
  public java.lang.String expected()
  public java.util.OptionalLong actual()
public record io.batpak.api.error.Rejection$IdempotencyConflict(io.batpak.api.event.IdempotencyKey key, java.lang.String difference) implements io.batpak.api.error.Rejection
  public IdempotencyConflict(io.batpak.api.event.IdempotencyKey, java.lang.String)
  public io.batpak.api.error.ErrorCode code()
  public io.batpak.api.event.IdempotencyKey key()
  public java.lang.String describe()
  public java.lang.String difference()
public record io.batpak.api.error.Rejection$Refused(io.batpak.api.error.ErrorCode code, java.lang.String describe) implements io.batpak.api.error.Rejection
  public Refused(io.batpak.api.error.ErrorCode, java.lang.String)
  public io.batpak.api.error.ErrorCode code()
  public java.lang.String describe()
public final class io.batpak.api.error.StorageException extends io.batpak.api.error.BatpakException
  public StorageException(io.batpak.api.error.ErrorCode, java.lang.String, java.lang.Throwable, boolean)
  public boolean outOfSpace()
  public boolean writerPoisoned()
public final class io.batpak.api.error.StoreUnavailableException extends io.batpak.api.error.BatpakException
  public StoreUnavailableException(io.batpak.api.error.ErrorCode, java.lang.String, java.lang.Throwable)
public final class io.batpak.api.error.WaitTimeoutException extends io.batpak.api.error.BatpakException
  public WaitTimeoutException(io.batpak.api.event.Watermark, io.batpak.api.event.Lane, long, long, java.time.Duration)
  public io.batpak.api.event.Watermark watermark()
  public java.time.Duration timeout()
  public java.util.Optional<io.batpak.api.event.Lane> lane()
  public long bound()
  public long reached()
public final class io.batpak.api.event.Bytes
  public boolean equals(java.lang.Object)
  public boolean isEmpty()
  public byte at(int)
  public byte[] toArray()
  public int hashCode()
  public int length()
  public java.lang.String toHex()
  public java.lang.String toString()
  public java.nio.ByteBuffer asReadOnlyBuffer()
  public static io.batpak.api.event.Bytes copyOf(byte[], int, int)
  public static io.batpak.api.event.Bytes empty()
  public static io.batpak.api.event.Bytes of(byte...)
  public static io.batpak.api.event.Bytes wrap(byte[])
  public void copyTo(byte[], int)
public record io.batpak.api.event.CausationId(long high, long low)
  public CausationId(long, long)
  public java.util.UUID toUuid()
  public long high()
  public long low()
  public static io.batpak.api.event.CausationId of(io.batpak.api.event.EventId)
  public static io.batpak.api.event.CausationId of(java.util.UUID)
  public static io.batpak.api.event.CausationId parse(java.lang.String)
public record io.batpak.api.event.Coordinate(java.lang.String entity, java.lang.String scope)
  public Coordinate(java.lang.String, java.lang.String)
  public boolean isReserved()
  public java.lang.String entity()
  public java.lang.String scope()
  public static final int MAX_BYTES
  public static final java.lang.String RESERVED_PREFIX
  public static io.batpak.api.event.Coordinate of(java.lang.String, java.lang.String)
public record io.batpak.api.event.CorrelationId(long high, long low)
  public CorrelationId(long, long)
  public java.util.UUID toUuid()
  public long high()
  public long low()
  public static io.batpak.api.event.CorrelationId of(java.util.UUID)
  public static io.batpak.api.event.CorrelationId parse(java.lang.String)
public interface io.batpak.api.event.Event
  public <T> T payloadAs(java.lang.Class<T>)
  public int flags()
  public int payloadVersion()
  public io.batpak.api.event.Bytes payload()
  public io.batpak.api.event.Coordinate coordinate()
  public io.batpak.api.event.CorrelationId correlation()
  public io.batpak.api.event.EventId id()
  public io.batpak.api.event.EventKind kind()
  public io.batpak.api.event.Hash contentHash()
  public io.batpak.api.event.Hash link()
  public io.batpak.api.event.Hash previousLink()
  public io.batpak.api.event.Lane lane()
  public java.time.Instant time()
  public java.util.List<java.lang.String> tags()
  public java.util.Optional<io.batpak.api.event.CausationId> causation()
  public java.util.Optional<io.batpak.api.event.IdempotencyKey> key()
  public java.util.SortedMap<java.lang.String, io.batpak.api.event.Bytes> extensions()
  public long depth()
  public long revision()
  public long sequence()
public record io.batpak.api.event.EventId(long high, long low)
  public EventId(long, long)
  public java.util.UUID toUuid()
  public long high()
  public long low()
  public static io.batpak.api.event.EventId of(java.util.UUID)
  public static io.batpak.api.event.EventId parse(java.lang.String)
public record io.batpak.api.event.EventKind(int code)
  public EventKind(int)
  public boolean isReserved()
  public int category()
  public int code()
  public int type()
  public static final io.batpak.api.event.EventKind CLOSE_COMPLETED
  public static final io.batpak.api.event.EventKind DATA
  public static final io.batpak.api.event.EventKind OPEN_COMPLETED
  public static io.batpak.api.event.EventKind of(int)
  public static io.batpak.api.event.EventKind of(int, int)
public @interface io.batpak.api.event.EventPayload
  public int category()
  public int type()
  public int version() default 1
public final class io.batpak.api.event.Hash
  public boolean equals(java.lang.Object)
  public byte[] toArray()
  public int hashCode()
  public java.lang.String toString()
  public static final int LENGTH
  public static io.batpak.api.event.Hash copyOf(byte[], int)
  public static io.batpak.api.event.Hash of(byte[])
  public static io.batpak.api.event.Hash parse(java.lang.String)
  public void copyTo(byte[], int)
public record io.batpak.api.event.IdempotencyKey(long high, long low)
  public IdempotencyKey(long, long)
  public java.util.UUID toUuid()
  public long high()
  public long low()
  public static io.batpak.api.event.IdempotencyKey forOperation(java.lang.String, java.lang.String...)
  public static io.batpak.api.event.IdempotencyKey of(java.util.UUID)
  public static io.batpak.api.event.IdempotencyKey ofText(java.lang.String)
  public static io.batpak.api.event.IdempotencyKey parse(java.lang.String)
public record io.batpak.api.event.Lane(long number)
  public Lane(long)
  public long number()
  public static final io.batpak.api.event.Lane MAIN
  public static final long MAX
  public static io.batpak.api.event.Lane of(long)
public record io.batpak.api.event.PositionHint(io.batpak.api.event.Lane lane, long depth)
  public PositionHint(io.batpak.api.event.Lane, long)
  public io.batpak.api.event.Lane lane()
  public io.batpak.api.event.PositionHint branchRoot(io.batpak.api.event.Lane)
  public long depth()
  public static final io.batpak.api.event.PositionHint MAIN
public final class io.batpak.api.event.Region
  public boolean equals(java.lang.Object)
  public boolean includesSystemEvents()
  public boolean matches(io.batpak.api.event.Coordinate, io.batpak.api.event.EventKind, io.batpak.api.event.Lane)
  public boolean matchesEntity(java.lang.String)
  public int hashCode()
  public io.batpak.api.event.Region inEntity(java.lang.String)
  public io.batpak.api.event.Region inScope(java.lang.String)
  public io.batpak.api.event.Region inTree(java.lang.String)
  public io.batpak.api.event.Region ofCategory(int)
  public io.batpak.api.event.Region ofKind(io.batpak.api.event.EventKind)
  public io.batpak.api.event.Region onLane(io.batpak.api.event.Lane)
  public io.batpak.api.event.Region withSystemEvents()
  public java.lang.String toString()
  public java.util.Optional<io.batpak.api.event.EventKind> kind()
  public java.util.Optional<io.batpak.api.event.Lane> lane()
  public java.util.Optional<java.lang.String> entity()
  public java.util.Optional<java.lang.String> scope()
  public java.util.Optional<java.lang.String> tree()
  public java.util.OptionalInt category()
  public static io.batpak.api.event.Region all()
  public static io.batpak.api.event.Region ofEntity(java.lang.String)
  public static io.batpak.api.event.Region ofTree(java.lang.String)
public sealed interface io.batpak.api.event.Value permits io.batpak.api.event.Value$Array, io.batpak.api.event.Value$Binary, io.batpak.api.event.Value$Bool, io.batpak.api.event.Value$Decimal, io.batpak.api.event.Value$Int, io.batpak.api.event.Value$Moment, io.batpak.api.event.Value$Null, io.batpak.api.event.Value$Real, io.batpak.api.event.Value$Struct, io.batpak.api.event.Value$Text
public record io.batpak.api.event.Value$Array(java.util.List<io.batpak.api.event.Value> values) implements io.batpak.api.event.Value
  public Array(java.util.List<io.batpak.api.event.Value>)
  public java.util.List<io.batpak.api.event.Value> values()
public record io.batpak.api.event.Value$Binary(io.batpak.api.event.Bytes value) implements io.batpak.api.event.Value
  public Binary(io.batpak.api.event.Bytes)
  public io.batpak.api.event.Bytes value()
public record io.batpak.api.event.Value$Bool(boolean value) implements io.batpak.api.event.Value
  public Bool(boolean)
  public boolean value()
public record io.batpak.api.event.Value$Decimal(java.math.BigDecimal value) implements io.batpak.api.event.Value
  public Decimal(java.math.BigDecimal)
  public java.math.BigDecimal value()
public record io.batpak.api.event.Value$Int(java.math.BigInteger value) implements io.batpak.api.event.Value
  public Int(java.math.BigInteger)
  public java.math.BigInteger value()
  public static io.batpak.api.event.Value$Int of(long)
public record io.batpak.api.event.Value$Moment(java.time.Instant value) implements io.batpak.api.event.Value
  public Moment(java.time.Instant)
  public java.time.Instant value()
public record io.batpak.api.event.Value$Null() implements io.batpak.api.event.Value
  public Null()
  public static final io.batpak.api.event.Value$Null NULL
public record io.batpak.api.event.Value$Real(double value) implements io.batpak.api.event.Value
  public Real(double)
  public double value()
public record io.batpak.api.event.Value$Struct(java.util.Map<java.lang.String, io.batpak.api.event.Value> entries) implements io.batpak.api.event.Value
  public Struct(java.util.Map<java.lang.String, io.batpak.api.event.Value>)
  public java.util.Map<java.lang.String, io.batpak.api.event.Value> entries()
public record io.batpak.api.event.Value$Text(java.lang.String value) implements io.batpak.api.event.Value
  public Text(java.lang.String)
  public java.lang.String value()
public enum io.batpak.api.event.Watermark
  ACCEPTED
  APPLIED
  DURABLE
  EMITTED
  VISIBLE
  WRITTEN
public interface io.batpak.api.read.Frontier extends io.batpak.api.read.Progress
  public io.batpak.api.read.LaneFrontier lane(io.batpak.api.event.Lane)
  public java.util.List<io.batpak.api.read.LaneFrontier> lanes()
  public java.util.Optional<java.time.Duration> oldestPendingWriteAge()
public interface io.batpak.api.read.LaneFrontier extends io.batpak.api.read.Progress
  public io.batpak.api.event.Lane lane()
public record io.batpak.api.read.Missed(long count, long firstSequence)
  public Missed(long, long)
  public long count()
  public long firstSequence()
public interface io.batpak.api.read.Notification
  public io.batpak.api.event.Coordinate coordinate()
  public io.batpak.api.event.CorrelationId correlation()
  public io.batpak.api.event.EventId id()
  public io.batpak.api.event.EventKind kind()
  public io.batpak.api.event.Lane lane()
  public java.time.Instant time()
  public java.util.Optional<io.batpak.api.event.CausationId> causation()
  public java.util.Optional<io.batpak.api.read.Missed> missed()
  public long depth()
  public long revision()
  public long sequence()
public enum io.batpak.api.read.Overflow
  CUT_OFF
  SKIP
public record io.batpak.api.read.Page(java.util.List<io.batpak.api.event.Event> events, java.util.Optional<io.batpak.api.read.PageRequest> next)
  public Page(java.util.List<io.batpak.api.event.Event>, java.util.Optional<io.batpak.api.read.PageRequest>)
  public java.util.List<io.batpak.api.event.Event> events()
  public java.util.Optional<io.batpak.api.read.PageRequest> next()
public record io.batpak.api.read.PageRequest(io.batpak.api.read.PageRequest$Direction direction, long start, int limit)
  public PageRequest(io.batpak.api.read.PageRequest$Direction, long, int)
  public int limit()
  public io.batpak.api.read.PageRequest$Direction direction()
  public long start()
  public static final int MAX_LIMIT
  public static io.batpak.api.read.PageRequest before(long, int)
  public static io.batpak.api.read.PageRequest from(long, int)
  public static io.batpak.api.read.PageRequest newest(int)
  public static io.batpak.api.read.PageRequest oldest(int)
public enum io.batpak.api.read.PageRequest$Direction
  BACKWARDS
  FORWARDS
public interface io.batpak.api.read.Progress
  public default long accepted()
  public default long applied()
  public default long durable()
  public default long emitted()
  public default long visible()
  public default long visibleMinusDurable()
  public default long written()
  public long at(io.batpak.api.event.Watermark)
public interface io.batpak.api.read.RegisteredConsumer extends java.lang.AutoCloseable
  public java.lang.String name()
  public long applied()
  public void advance(long)
  public void close()
public interface io.batpak.api.read.Subscription extends java.lang.AutoCloseable
  public java.util.Optional<io.batpak.api.read.Missed> missed()
  public java.util.Optional<io.batpak.api.read.Notification> poll()
  public java.util.Optional<io.batpak.api.read.Notification> take(java.time.Duration) throws java.lang.InterruptedException
  public java.util.Optional<io.batpak.api.read.SubscriptionEnd> end()
  public static final int DEFAULT_CAPACITY
  public static final int MAX_CAPACITY
  public void close()
public sealed interface io.batpak.api.read.SubscriptionEnd permits io.batpak.api.read.SubscriptionEnd$Closed, io.batpak.api.read.SubscriptionEnd$CutOff, io.batpak.api.read.SubscriptionEnd$ReadFailed, io.batpak.api.read.SubscriptionEnd$StoreClosed, io.batpak.api.read.SubscriptionEnd$StorePoisoned
public record io.batpak.api.read.SubscriptionEnd$Closed() implements io.batpak.api.read.SubscriptionEnd
  public Closed()
public record io.batpak.api.read.SubscriptionEnd$CutOff(long firstLost) implements io.batpak.api.read.SubscriptionEnd
  public CutOff(long)
  public long firstLost()
public record io.batpak.api.read.SubscriptionEnd$ReadFailed(io.batpak.api.error.BatpakException why) implements io.batpak.api.read.SubscriptionEnd
  public ReadFailed(io.batpak.api.error.BatpakException)
  public io.batpak.api.error.BatpakException why()
public record io.batpak.api.read.SubscriptionEnd$StoreClosed() implements io.batpak.api.read.SubscriptionEnd
  public StoreClosed()
public record io.batpak.api.read.SubscriptionEnd$StorePoisoned() implements io.batpak.api.read.SubscriptionEnd
  public StorePoisoned()
public interface io.batpak.api.spi.CodecProvider
  public <T> T decode(io.batpak.api.event.Bytes, java.lang.Class<T>)
  public default boolean isAvailable()
  public default int rank()
  public io.batpak.api.event.Bytes encode(java.lang.Object)
  public java.lang.String algorithm()
  public java.lang.String name()
  public void check(io.batpak.api.event.Bytes)
public enum io.batpak.api.spi.ForceMode
  ALL
  DATA
public interface io.batpak.api.spi.HashProvider
  public default boolean isAvailable()
  public default int rank()
  public io.batpak.api.spi.HashProvider$Hasher newHasher()
  public java.lang.String algorithm()
  public java.lang.String name()
public interface io.batpak.api.spi.HashProvider$Hasher
  public io.batpak.api.spi.HashProvider$Hasher update(byte[], int, int)
  public void digest(byte[], int)
public sealed interface io.batpak.api.spi.LockAttempt permits io.batpak.api.spi.LockAttempt$Acquired, io.batpak.api.spi.LockAttempt$Refused
public record io.batpak.api.spi.LockAttempt$Acquired(io.batpak.api.spi.LockAttempt$Lock lock) implements io.batpak.api.spi.LockAttempt
  public Acquired(io.batpak.api.spi.LockAttempt$Lock)
  public io.batpak.api.spi.LockAttempt$Lock lock()
public interface io.batpak.api.spi.LockAttempt$Lock extends java.lang.AutoCloseable
  public default boolean isValid() throws java.io.IOException
  public void close() throws java.io.IOException
public record io.batpak.api.spi.LockAttempt$Refused(java.lang.String holder) implements io.batpak.api.spi.LockAttempt
  public Refused(java.lang.String)
  public java.lang.String holder()
public interface io.batpak.api.spi.RandomSource
  public void fill(byte[])
public enum io.batpak.api.spi.StoreAccess
  READ
  READ_WRITE
  READ_WRITE_MAPPED
public interface io.batpak.api.spi.StoreClock
  public long monotonicNanos()
  public long wallMicros()
public interface io.batpak.api.spi.StoreDirectory extends java.lang.AutoCloseable
  public io.batpak.api.spi.LockAttempt tryLock(java.lang.String, java.lang.String) throws java.io.IOException
  public io.batpak.api.spi.StoreFile create(java.lang.String, io.batpak.api.spi.StoreAccess, io.batpak.api.spi.StoreDirectory$Permissions) throws java.io.IOException
  public io.batpak.api.spi.StoreFile open(java.lang.String, io.batpak.api.spi.StoreAccess) throws java.io.IOException
  public java.util.List<io.batpak.api.spi.StoreDirectory$Entry> list() throws java.io.IOException
  public java.util.Set<io.batpak.api.spi.StoreDirectory$Capability> capabilities()
  public long freeBytes() throws java.io.IOException
  public void close() throws java.io.IOException
  public void delete(java.lang.String) throws java.io.IOException
  public void force() throws java.io.IOException
  public void replace(java.lang.String, java.lang.String) throws java.io.IOException
public enum io.batpak.api.spi.StoreDirectory$Capability
  CASE_SENSITIVE
  FORCE_DIRECTORY
  LOCK_ACROSS_PROCESSES
  VIEW
public record io.batpak.api.spi.StoreDirectory$Entry(java.lang.String name, io.batpak.api.spi.StoreDirectory$EntryKind kind, long length)
  public Entry(java.lang.String, io.batpak.api.spi.StoreDirectory$EntryKind, long)
  public io.batpak.api.spi.StoreDirectory$EntryKind kind()
  public java.lang.String name()
  public long length()
public enum io.batpak.api.spi.StoreDirectory$EntryKind
  DIRECTORY
  FILE
  OTHER
public enum io.batpak.api.spi.StoreDirectory$Permissions
  DEFAULT
  OWNER_ONLY
public interface io.batpak.api.spi.StoreExecutor
  public io.batpak.api.spi.StoreExecutor$Worker start(java.lang.String, long, io.batpak.api.spi.StoreExecutor$Task)
  public static final long UNTIL_WOKEN
public interface io.batpak.api.spi.StoreExecutor$Task
  public long turn()
public interface io.batpak.api.spi.StoreExecutor$Worker extends java.lang.AutoCloseable
  public boolean isCurrent()
  public void close()
  public void wake()
public interface io.batpak.api.spi.StoreFile extends java.lang.AutoCloseable
  public default java.util.Optional<io.batpak.api.spi.StoreFile$View> view(long) throws java.io.IOException
  public int read(long, java.nio.ByteBuffer) throws java.io.IOException
  public long length() throws java.io.IOException
  public void close() throws java.io.IOException
  public void force(io.batpak.api.spi.ForceMode) throws java.io.IOException
  public void truncate(long) throws java.io.IOException
  public void write(long, java.nio.ByteBuffer) throws java.io.IOException
  public void zeroTo(long, long) throws java.io.IOException
public interface io.batpak.api.spi.StoreFile$View
  public void read(long, byte[], int, int) throws java.io.IOException
public interface io.batpak.api.spi.StoreFileSystem
  public io.batpak.api.spi.StoreDirectory open(java.nio.file.Path, io.batpak.api.spi.StoreAccess) throws java.io.IOException
  public java.lang.String name()
public interface io.batpak.api.verify.CheckReport
  public default boolean ok()
  public int segments()
  public io.batpak.api.verify.CheckReport$Tail tail()
  public java.util.List<io.batpak.api.verify.CheckReport$Damage> damages()
  public java.util.List<java.lang.String> warnings()
  public long chains()
  public long durableSequence()
  public long events()
  public long hiddenEvents()
  public long lastSequence()
  public long systemEvents()
public record io.batpak.api.verify.CheckReport$Damage(io.batpak.api.error.ErrorCode code, java.lang.String file, long offset, java.util.OptionalLong sequence, java.lang.String message)
  public Damage(io.batpak.api.error.ErrorCode, java.lang.String, long, java.util.OptionalLong, java.lang.String)
  public io.batpak.api.error.ErrorCode code()
  public java.lang.String file()
  public java.lang.String message()
  public java.util.OptionalLong sequence()
  public long offset()
public enum io.batpak.api.verify.CheckReport$Tail
  CLEAN
  TORN
public interface io.batpak.api.verify.Inspection
  public boolean damaged()
  public io.batpak.api.event.Value$Struct document()
public interface io.batpak.api.verify.SalvageReport
  public java.util.List<io.batpak.api.verify.CheckReport$Damage> damages()
  public java.util.List<io.batpak.api.verify.SalvageReport$Moved> missing()
  public java.util.List<io.batpak.api.verify.SalvageReport$Moved> moved()
  public long events()
public record io.batpak.api.verify.SalvageReport$Moved(long from, long to, long count)
  public Moved(long, long, long)
  public long count()
  public long from()
  public long to()
