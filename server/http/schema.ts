import { join } from 'node:path';
import { loadFilesSync } from '@graphql-tools/load-files';
import { mergeResolvers, mergeTypeDefs } from '@graphql-tools/merge';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { scalars } from '../kernel/scalars.ts';
import { nouns } from '../resolvers.ts';
import { enforceAllow } from './allow.ts';

const SDL = join(import.meta.dirname, '../../schema/*.graphql');

/** The schema as it is served: the SDL of every noun, their resolvers, and `@allow` in front of them. */
export function buildSchema(): GraphQLSchema {
  const schema = makeExecutableSchema<Context>({
    typeDefs: mergeTypeDefs(loadFilesSync(SDL.replaceAll('\\', '/'))),
    resolvers: mergeResolvers<unknown, Context>([scalars, ...nouns]),
  });
  return enforceAllow(schema);
}
