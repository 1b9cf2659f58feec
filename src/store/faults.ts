/** Turns what a database driver throws into the one error type, wherever a query is run. */
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import { CrosswireError } from '../errors.ts';

/** Says what an error of a driver means to the operator. */
export type Diagnose = (error: unknown) => CrosswireError;

/** The driver's stable code, such as SQLITE_BUSY or ECONNREFUSED. */
export const faultCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

class DiagnosedConnection implements DatabaseConnection {
  constructor(
    readonly inner: DatabaseConnection,
    private readonly diagnose: Diagnose,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.inner.executeQuery<R>(query);
    } catch (error) {
      throw this.diagnose(error);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }
}

class DiagnosedDriver implements Driver {
  constructor(
    private readonly inner: Driver,
    private readonly diagnose: Diagnose,
  ) {}

  init(): Promise<void> {
    return this.run(() => this.inner.init());
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new DiagnosedConnection(await this.run(() => this.inner.acquireConnection()), this.diagnose);
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.run(() => this.inner.beginTransaction(own(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.run(() => this.inner.commitTransaction(own(connection)));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.run(() => this.inner.rollbackTransaction(own(connection)));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.run(() => this.inner.releaseConnection(own(connection)));
  }

  destroy(): Promise<void> {
    return this.run(() => this.inner.destroy());
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.diagnose(error);
    }
  }
}

const own = (connection: DatabaseConnection): DatabaseConnection =>
  connection instanceof DiagnosedConnection ? connection.inner : connection;

/** The same dialect, whose every failure is a CrosswireError `database` or `database-busy`. */
export const diagnosed = (dialect: Dialect, diagnose: Diagnose): Dialect => {
  const once: Diagnose = (error) => (error instanceof CrosswireError ? error : diagnose(error));
  return {
    createDriver: (): Driver => new DiagnosedDriver(dialect.createDriver(), once),
    createQueryCompiler: (): QueryCompiler => dialect.createQueryCompiler(),
    createAdapter: (): DialectAdapter => dialect.createAdapter(),
    createIntrospector: (db: Kysely<unknown>) => dialect.createIntrospector(db),
  };
};
